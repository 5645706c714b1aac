/* points.c -- a line through points: shares of the base rate at rows. */
#include "schedule/line.h"
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

    return line_check(node, "points", &self->points, error);
}

static double
points_share(const struct schedule *schedule, long t)
{
    const struct points *self = schedule->self;

    return line_at(&self->points, (double)t);
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
