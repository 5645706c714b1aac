/* piecewise.c -- ESPnet's rise along a line through points. */
#include <math.h>

#include "schedule/schedule.h"

struct piecewise_rise {
    struct reals warmup_steps_list, warmup_lr_list;
};

static const struct parameter parameters[] = {
    STEPS_REALS(struct piecewise_rise, warmup_steps_list, "[0, 25000]",
                "[0,inf)", "steps, counted from 1, that do not fall"),
    REALS(struct piecewise_rise, warmup_lr_list, "[0, 0.001]", "(-inf,inf)",
          "the rate at each of them"),
    END_OF_TABLE,
};

static bool
piecewise_check(const struct node *node, struct error *error)
{
    const struct piecewise_rise *self = node->self;
    const struct reals *steps = &self->warmup_steps_list;

    if (steps->count == 0 || self->warmup_lr_list.count != steps->count)
        return error_at(error, node_place(node, "warmup_lr_list"),
                        "must be a rate for each of the %zu steps, not %zu",
                        steps->count, self->warmup_lr_list.count);
    for (size_t i = 1; i < steps->count; i++)
        if (steps->values[i] < steps->values[i - 1])
            return error_at(error, node_place(node, "warmup_steps_list"),
                            "must not fall from %g to %g", steps->values[i - 1],
                            steps->values[i]);
    return true;
}

/* numpy.interp() up to the last step, and the root of the step beyond. */
static void
piecewise_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct piecewise_rise *self = schedule->self;
    const double *steps = self->warmup_steps_list.values;
    const double *rows = self->warmup_lr_list.values;
    size_t last = self->warmup_steps_list.count - 1, i = 0;
    double now = (double)t + 1, lr = rows[0];

    while (i < last && steps[i + 1] <= now)
        i++;
    if (now > steps[last]) {
        for (size_t k = 0; k < schedule->count; k++)
            rates[k].lr =
                schedule->base[k] * pow(steps[last], 0.5) * pow(now, -0.5);
        return;
    }
    if (now >= steps[0])
        lr = i == last ? rows[last]
                       : (rows[i + 1] - rows[i]) / (steps[i + 1] - steps[i]) *
                                 (now - steps[i]) +
                             rows[i];
    rates_set(schedule, rates, lr);
}

const struct schedule_kind schedule_espnet_PiecewiseLinearWarmupLR = {
    .kind = {.name = "espnet.PiecewiseLinearWarmupLR",
             .aliases = "espnet.PiecewiseLinearWarmup",
             .summary = "up along a line through points, then one over the "
                        "root of the step",
             .formula = "lr(t) = the rate between the points on both sides of "
                        "s = t + 1, on a line\n"
                        "lr(t) = base * sqrt(W) * s^-0.5   for s > W, the "
                        "last of warmup_steps_list",
             .source =
                 "ESPnet's espnet2/schedulers/piecewise_linear_warmup_lr.py",
             .example = "espnet.PiecewiseLinearWarmupLR([0, 100, 200], [0, "
                        "0.001, 0.1])",
             TABLE_OF(struct piecewise_rise, parameters),
             .check = piecewise_check},
    .set = piecewise_set,
};
