/* curve.c -- decimates a curve while it comes in, so that no spike is lost.
 *
 * When the points are full, every four become two: the lowest and the highest
 * of them, which then stand for twice as many rows, or for a stretch twice as
 * long on a log axis. */
#include "output/plot/curve.h"

#include <math.h>
#include <string.h>

/* The first and the last point and two pending ones come on top. */
enum { ROOM = CURVE_POINTS + 4 };

/* 177 stretches a decade, before any is joined to another. */
static const double finest = 1 + 1.0 / 76;

bool
curve_begin(struct curve *curve, bool log, struct arena *arena)
{
    *curve = (struct curve){
        .stride = 1, .ratio = log ? finest : 0, .least = INFINITY};
    curve->points = arena_alloc(arena, ROOM, sizeof *curve->points);
    return curve->points != NULL;
}

static void
extremes_add(struct extremes *extremes, const struct curve_point *point)
{
    struct curve_point *low = &extremes->low, *high = &extremes->high;
    long row = extremes->rows++;

    if (row == 0)
        extremes->low_row = extremes->high_row = 0;
    if (row == 0 || point->value < low->value || isnan(low->value)) {
        *low = *point;
        extremes->low_row = row;
    }
    if (row == 0 || point->value > high->value || isnan(high->value)) {
        *high = *point;
        extremes->high_row = row;
    }
}

/* Both, in the order of their rows. */
static void
extremes_store(const struct extremes *extremes, struct curve_point *points)
{
    bool rises = extremes->low_row <= extremes->high_row;

    points[0] = rises ? extremes->low : extremes->high;
    points[1] = rises ? extremes->high : extremes->low;
}

static void
fold(struct curve *curve)
{
    for (size_t i = 0; i < curve->count; i += 4) {
        struct extremes extremes = {.rows = 0};

        for (size_t j = i; j < i + 4; j++)
            extremes_add(&extremes, &curve->points[j]);
        extremes_store(&extremes, &curve->points[i / 2]);
    }
    curve->count /= 2;
    curve->stride *= 2;
    curve->ratio *= curve->ratio;
}

/* The pending rows become two points. */
static void
store_pending(struct curve *curve)
{
    if (curve->count == CURVE_POINTS)
        fold(curve);
    extremes_store(&curve->pending, &curve->points[curve->count]);
    curve->count += 2;
    curve->pending.rows = 0;
}

static void
add_to_stretch(struct curve *curve, const struct curve_point *point)
{
    if (curve->pending.rows > 0 &&
        (point->step >= curve->limit ||
         point->step * curve->ratio < curve->limit / curve->ratio))
        store_pending(curve);
    if (curve->pending.rows == 0)
        curve->limit = point->step * curve->ratio;
    extremes_add(&curve->pending, point);
}

static void
add_to_rows(struct curve *curve, const struct curve_point *point)
{
    if (curve->count == CURVE_POINTS)
        fold(curve);
    if (curve->stride == 1) {
        curve->points[curve->count++] = *point;
        return;
    }
    extremes_add(&curve->pending, point);
    if (curve->pending.rows == 2 * curve->stride)
        store_pending(curve);
}

void
curve_add(struct curve *curve, double step, double value)
{
    struct curve_point point = {step, isfinite(value) ? value : (double)NAN};

    if (!isfinite(step))
        return;
    if (curve->ratio > 0 && step <= 0) {
        curve->left++;
        return;
    }
    if (curve->rows++ == 0)
        curve->first = point;
    curve->last = point;
    curve->lost += isnan(point.value);
    if (value <= 0)
        curve->below += point.value <= 0;
    else if (point.value < curve->least)
        curve->least = point.value;
    if (curve->ratio > 0)
        add_to_stretch(curve, &point);
    else
        add_to_rows(curve, &point);
}

static bool
same(const struct curve_point *a, const struct curve_point *b)
{
    return a->step == b->step &&
           (a->value == b->value || (isnan(a->value) && isnan(b->value)));
}

void
curve_end(struct curve *curve)
{
    struct curve_point *points = curve->points;
    size_t kept = 0;

    if (curve->rows == 0)
        return;
    if (curve->pending.rows > 0) {
        extremes_store(&curve->pending, &points[curve->count]);
        curve->count += 2;
    }
    points[curve->count++] = curve->last;
    memmove(points + 1, points, curve->count * sizeof *points);
    points[0] = curve->first;
    /* A row that is kept for two reasons is drawn once. */
    for (size_t i = 1; i <= curve->count; i++)
        if (!same(&points[i], &points[kept]))
            points[++kept] = points[i];
    curve->count = kept + 1;
}

/* The column of pixels in which a step stands. */
static double
column_of(const struct curve *curve, double step, double low, double high,
          size_t columns)
{
    double share = curve->ratio > 0 ? log(step / low) / log(high / low)
                                    : (step - low) / (high - low);

    return floor(share * (double)columns);
}

/* One point or two, for all that were added. */
static size_t
flush(struct extremes *extremes, struct curve_point *points)
{
    bool one = same(&extremes->low, &extremes->high);

    extremes->rows = 0;
    if (one)
        points[0] = extremes->low;
    else
        extremes_store(extremes, points);
    return one ? 1 : 2;
}

size_t
curve_thin(const struct curve *curve, double low, double high, size_t columns,
           struct curve_point *thin)
{
    struct extremes extremes = {.rows = 0};
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

        if (column != here && extremes.rows > 0)
            count += flush(&extremes, &thin[count]);
        here = column;
        extremes_add(&extremes, point);
    }
    if (extremes.rows > 0)
        count += flush(&extremes, &thin[count]);
    thin[count++] = curve->points[curve->count - 1];
    return count;
}
