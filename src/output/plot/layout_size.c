/* layout_size.c -- how much room a chart needs, and how its blocks share it. */
#include <math.h>

#include "output/plot/layout.h"

/* Pixels that are left for curves, and for a landscape above another. */
enum { LEAST_BODY = 40, LEAST_LANDSCAPE = 220 };
enum { LEAST_WIDTH = 150, LEAST_SURFACE = 240, LEAST_HALF = 200 };

static size_t
larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* The most panels of a group. */
static size_t
panels_most(const struct chart *chart)
{
    size_t most = 0;

    for (size_t g = 0; g < chart->group_count; g++) {
        size_t count = 0;

        for (size_t i = 0; i < chart->count; i++)
            count += chart->panels[i].group == g;
        most = larger(most, count);
    }
    return most;
}

/* The form that a block of panels has at its best, width by height. */
static double
best_form(const struct chart *chart)
{
    bool landscapes = chart->path || chart->surface;

    return chart->count == 0 ? (chart->path && chart->surface ? 2.4 : 1.2)
           : landscapes      ? 2.2
                             : 1.8 / (double)panels_most(chart);
}

size_t
layout_columns(const struct chart *chart, size_t width, size_t height)
{
    size_t count = chart->group_count, best = 1;
    double least = INFINITY;

    for (size_t columns = 1; columns <= count; columns++) {
        size_t rows = (count + columns - 1) / columns;
        double form =
            (double)width / (double)columns / ((double)height / (double)rows);
        double cost = fabs(log(form / best_form(chart))) +
                      0.4 * (double)(rows * columns - count);

        if (cost < least) {
            least = cost;
            best = columns;
        }
    }
    return best;
}

size_t
layout_least(const struct chart *chart)
{
    size_t landscapes = (size_t)(chart->path + chart->surface);
    size_t panels = panels_most(chart), least;

    /* A path is beside the curves. */
    least = LAYOUT_TITLE + 2 * LAYOUT_LINE + LAYOUT_EDGE +
            (panels > 0 ? panels : 2) * (LEAST_BODY + 2 * LAYOUT_EDGE);
    return panels > 0 && landscapes > 1
               ? larger(least, LAYOUT_TITLE + 2 * LEAST_LANDSCAPE)
               : least;
}

size_t
layout_least_width(const struct chart *chart)
{
    size_t landscapes = (size_t)(chart->path + chart->surface);
    bool halves = landscapes > 1 || (landscapes > 0 && chart->count > 0);

    return halves           ? 2 * LEAST_HALF
           : chart->surface ? LEAST_SURFACE
                            : LEAST_WIDTH;
}
