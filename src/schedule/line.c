/* line.c -- finds the two points that a row is between. */
#include "schedule/line.h"

#include <math.h>

double
line_at(const struct pairs *points, double x)
{
    const double(*values)[2] = (const double(*)[2])points->values;
    size_t low = 0, high = points->count;

    /* The first point after x is `low`. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (values[middle][0] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || low == points->count)
        return values[low == 0 ? 0 : low - 1][1];
    x = (x - values[low - 1][0]) / (values[low][0] - values[low - 1][0]);
    return values[low - 1][1] + (values[low][1] - values[low - 1][1]) * x;
}

bool
line_check(const struct node *node, const char *name,
           const struct pairs *points, struct error *error)
{
    if (points->count == 0)
        return error_at(error, node_place(node, name),
                        "must have a point, and has none");
    for (size_t i = 0; i < points->count; i++) {
        double row = points->values[i][0], value = points->values[i][1];

        if (row < 0 || row > INTEGER_MOST || floor(row) != row)
            return error_at(error, &points->places[i],
                            "must begin with a row, an integer from 0 on, not "
                            "%g",
                            row);
        if (!isfinite(value))
            return error_at(error, &points->places[i],
                            "must have a finite value, not %g", value);
        if (i > 0 && row < points->values[i - 1][0])
            return error_at(error, &points->places[i],
                            "must not have a row below that of the point "
                            "before, %.0f, not %.0f",
                            points->values[i - 1][0], row);
    }
    return true;
}
