/* height_grid.c -- the values of a function over a rectangle, and heights that
 * are worth a line. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output/plot/contour.h"

/* A function has a valley where its high ground is so much higher above the
 * lowest place than its low ground. */
static const double valley = 60;

/* Values that gnuplot and this file can calculate with. */
static const double largest = 1e250;

bool
height_grid_make(struct height_grid *grid, const struct landscape *landscape,
                 struct position low, struct position high, size_t columns,
                 size_t rows, struct arena *arena)
{
    struct position *positions = arena_alloc(arena, columns, sizeof *positions);

    *grid = (struct height_grid){low, high, columns, rows, NULL};
    grid->values = arena_alloc(arena, columns * rows, sizeof(double));
    if (!positions || !grid->values)
        return false;
    for (size_t j = 0; j < rows; j++) {
        double *row = grid->values + j * columns;
        double up = (double)j / (double)(rows - 1);

        for (size_t i = 0; i < columns; i++) {
            double right = (double)i / (double)(columns - 1);

            positions[i] = (struct position){low.x + (high.x - low.x) * right,
                                             low.y + (high.y - low.y) * up};
        }
        landscape->values(landscape->context, columns, positions, row);
        for (size_t i = 0; i < columns; i++)
            row[i] =
                isnan(row[i]) ? largest : fmax(-largest, fmin(row[i], largest));
    }
    return true;
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* 1, 2, 5, 10, …, at most `most` of which make up the span. */
static double
step_of(double span, size_t most)
{
    double unit = pow(10, floor(log10(span / (double)most)));
    static const double digits[] = {1, 2, 5, 10};
    size_t i = 0;

    while (i < 3 && span / (digits[i] * unit) > (double)most)
        i++;
    return digits[i] * unit;
}

static void
choose_linear(struct levels *levels, double low, double high, size_t count)
{
    double step = step_of(high - low, count);

    for (double i = floor(low / step) + 1;
         i * step < high && levels->count < LEVELS_MOST; i++)
        levels->values[levels->count++] = i * step;
}

/* The same number in each decade, so that there are about `count` in all. */
static void
choose_log(struct levels *levels, double low, double high, size_t count)
{
    double decades = log10(high / low);
    double each = fmax(floor((double)count / decades), 1);
    double step = fmax(ceil(decades / (double)count), 1) / each;

    levels->log = true;
    for (double i = ceil(log10(low) / step);
         pow(10, i * step) < high && levels->count < LEVELS_MOST; i++)
        levels->values[levels->count++] = levels->base + pow(10, i * step);
}

bool
levels_choose(struct levels *levels, const struct height_grid *grid,
              double least, size_t count, struct arena *arena)
{
    size_t size = grid->columns * grid->rows;
    double *sorted = arena_alloc(arena, size, sizeof *sorted);
    double lowest, low, high;

    if (!sorted)
        return false;
    memcpy(sorted, grid->values, size * sizeof *sorted);
    qsort(sorted, size, sizeof *sorted, compare);
    while (size > 1 && sorted[size - 1] >= largest)
        size--;
    lowest = least <= sorted[0] ? least : sorted[0];
    *levels = (struct levels){.base = lowest};
    /* The very highest places would take all levels for themselves. */
    high = sorted[size - 1 - size / 200];
    low = sorted[size / 20];
    if (!(high > sorted[0]))
        return true;
    if (low > lowest && (high - lowest) / (low - lowest) > valley)
        choose_log(levels,
                   fmax(sorted[size / 100] - lowest, 1e-6 * (low - lowest)),
                   high - lowest, count);
    else
        choose_linear(levels, sorted[0], high, count);
    return true;
}
