/* rex.c -- REX of axolotl: another curve than kozistr's, after a rise.
 *
 * Its constructor counts a step, so that row t has what the class says of step
 * t + 1. */
#include <math.h>

#include "schedule/schedule.h"

struct axolotl_rex {
    double max_lr, min_lr;
    long total_steps, num_warmup_steps;
};

static const struct parameter parameters[] = {
    REAL(struct axolotl_rex, max_lr, NULL, "(0,inf)",
         "what min_lr is a share of; the base rate is the optimizer's"),
    REAL(struct axolotl_rex, min_lr, NULL, "[0,inf)", "the rate at the end"),
    TOTAL(struct axolotl_rex, total_steps, NULL, "[0,inf) or null",
          "steps in all"),
    STEPS(struct axolotl_rex, num_warmup_steps, "0", "[0,inf)",
          "steps of the rise"),
    END_OF_TABLE,
};

static bool
rex_check(const struct node *node, struct error *error)
{
    const struct axolotl_rex *self = node->self;

    if (self->min_lr > self->max_lr)
        return error_at(error, node_place(node, "min_lr"),
                        "must be at most max_lr, %g, not %g", self->max_lr,
                        self->min_lr);
    return self->num_warmup_steps <= self->total_steps ||
           error_at(error, node_place(node, "num_warmup_steps"),
                    "must be at most all %ld steps, not %ld", self->total_steps,
                    self->num_warmup_steps);
}

static void
rex_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct axolotl_rex *self = schedule->self;
    double now = (double)t + 1, rise = (double)self->num_warmup_steps;
    double rest = (double)self->total_steps - rise;
    double least = self->min_lr / self->max_lr, left;

    if (now <= rise) {
        rates_share(schedule, rates, now / rise);
        return;
    }
    if (now - rise >= rest) {
        rates_set(schedule, rates, self->min_lr);
        return;
    }
    left = (rest - (now - rise)) / rest;
    rates_share(schedule, rates,
                least + (1 - least) * (left / (0.1 + 0.9 * left)));
}

const struct schedule_kind schedule_axolotl_rex = {
    .kind = {.name = "axolotl.rex",
             .summary = "a line up, then down to min_lr, ever steeper",
             .formula =
                 "lr(t) = base * n / W   for n = t + 1 <= W, the warm-up\n"
                 "lr(t) = base * (m + (1 - m) * z / (0.1 + 0.9 z))   "
                 "with m = min_lr / max_lr\n"
                 "        z = 1 - (n - W) / (total_steps - W); min_lr at "
                 "the end",
             .symbol = "axolotl.utils.schedulers.RexLR",
             .example = "axolotl.rex(max_lr=0.1, min_lr=0.001, "
                        "total_steps=1000, num_warmup_steps=100)",
             TABLE_OF(struct axolotl_rex, parameters),
             .check = rex_check},
    .set = rex_set,
    .ends = "total_steps",
    .rise = "num_warmup_steps",
};
