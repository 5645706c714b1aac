/* curve.c -- decimates a curve while it comes in, and again for a picture. */
#include "output/plot/curve.h"

#include <math.h>
#include <string.h>

/* 177 stretches a decade, before any is joined to another. */
static const double finest = 1 + 1.0 / 76;

bool
curve_begin(struct curve *curve, bool log, struct arena *arena)
{
    *curve = (struct curve){.least = INFINITY};
    return decimator_begin(&curve->decimator, 2, 1, CURVE_POINTS,
                           log ? finest : 0, arena);
}

void
curve_add(struct curve *curve, double step, double value)
{
    const double row[] = {step, isfinite(value) ? value : (double)NAN};

    curve->rows++;
    curve->lost += isnan(row[1]);
    if (value <= 0)
        curve->below += row[1] <= 0;
    else if (row[1] < curve->least)
        curve->least = row[1];
    decimator_add(&curve->decimator, row);
}

void
curve_end(struct curve *curve)
{
    decimator_end(&curve->decimator);
    /* A point is two values in a row. */
    curve->points = (struct curve_point *)curve->decimator.rows;
    curve->count = curve->decimator.count;
}

bool
curve_jumps(const struct curve_point *points, size_t count, size_t i)
{
    const struct curve_point *p = points + i;

    return i + 1 < count && p[0].value != p[1].value && !isnan(p[0].value) &&
           !isnan(p[1].value) && (i == 0 || p[-1].value == p[0].value) &&
           (i + 2 == count || p[2].value == p[1].value);
}

/* The column of pixels that a step is in. */
static double
column_of(const struct curve *curve, double step, double low, double high,
          size_t columns)
{
    double share = curve->decimator.ratio > 0
                       ? log(step / low) / log(high / low)
                       : (step - low) / (high - low);

    return floor(share * (double)columns);
}

/* One point or two, for all that were added. */
static size_t
take_points(struct stretch *stretch, struct curve_point *points)
{
    bool one = stretch->order[0] == stretch->order[1];

    stretch_take(stretch, &points->step);
    return one ? 1 : 2;
}

size_t
curve_thin(const struct curve *curve, double low, double high, size_t columns,
           struct curve_point *thin)
{
    double rows[4];
    struct stretch stretch = {.width = 2, .keys = 1, .kept = 2, .rows = rows};
    size_t count = 0;
    double here = -1;

    if (columns == 0 || curve->count <= 2 * columns) {
        memcpy(thin, curve->points, curve->count * sizeof *thin);
        return curve->count;
    }
    thin[count++] = curve->points[0];
    for (size_t i = 1; i + 1 < curve->count; i++) {
        const struct curve_point *point = &curve->points[i];
        double column = column_of(curve, point->step, low, high, columns);

        if (column != here && stretch.count > 0)
            count += take_points(&stretch, &thin[count]);
        here = column;
        stretch_add(&stretch, &point->step);
    }
    if (stretch.count > 0)
        count += take_points(&stretch, &thin[count]);
    thin[count++] = curve->points[curve->count - 1];
    return count;
}
