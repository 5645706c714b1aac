/* points.c -- a line through points: shares of the base rate at rows. */
#include <math.h>

#include "schedule/schedule.h"

struct points {
    struct pairs points;
};

static const struct parameter parameters[] = {
    STEPS_PAIRS(struct points, points, NULL, NULL,
                "[row, factor] pairs, rows rising; of two for one row the "
                "last counts there, and the first on the way to it"),
    END_OF_TABLE,
};

static bool
points_check(const struct node *node, struct error *error)
{
    const struct points *self = node->self;
    const struct pairs *pairs = &self->points;

    if (pairs->count == 0)
        return error_at(error, node_place(node, "points"),
                        "must have a point, and has none");
    for (size_t i = 0; i < pairs->count; i++) {
        double row = pairs->values[i][0];

        if (row < 0 || row > INTEGER_MOST || floor(row) != row)
            return error_at(error, &pairs->places[i],
                            "must begin with a row, an integer from 0 on, not "
                            "%g",
                            row);
        if (!isfinite(pairs->values[i][1]))
            return error_at(error, &pairs->places[i],
                            "must have a finite factor, not %g",
                            pairs->values[i][1]);
        if (i > 0 && row < pairs->values[i - 1][0])
            return error_at(error, &pairs->places[i],
                            "must not have a row below that of the point "
                            "before, %.0f, not %.0f",
                            pairs->values[i - 1][0], row);
    }
    return true;
}

static double
points_share(const struct schedule *schedule, long t)
{
    const struct points *self = schedule->self;
    const double(*points)[2] = (const double(*)[2])self->points.values;
    size_t low = 0, high = self->points.count;
    double now = (double)t;

    /* The first point after the row is `low`. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (points[middle][0] <= now)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || low == self->points.count)
        return points[low == 0 ? 0 : low - 1][1];
    now = (now - points[low - 1][0]) / (points[low][0] - points[low - 1][0]);
    return points[low - 1][1] + (points[low][1] - points[low - 1][1]) * now;
}

static long
points_end(const void *data)
{
    const struct points *self = data;

    return self->points.count > 0
               ? (long)self->points.values[self->points.count - 1][0]
               : INTEGER_NULL;
}

const struct schedule_kind schedule_points = {
    .kind = {.name = "points",
             .summary = "a line through points: shares of the base rate at "
                        "rows",
             .formula = "lr(t) = base * the factor between the points on both "
                        "sides of t, on a line\n"
                        "before the first point its factor, after the last "
                        "that of the last",
             .source = "lrsim",
             .example = "points([[0, 0], ['5%', 1], ['70%', 1], ['90%', 0.1]])",
             TABLE_OF(struct points, parameters),
             .check = points_check},
    .share = points_share,
    .end = points_end,
};
