/* reduce_on_plateau.c -- the rate times factor when a metric stops improving.
 *
 * It reduces on the report that makes the bad ones exceed patience. */
#include <math.h>

#include "schedule/plateau.h"

bool
plateau_better(const struct plateau *self, double metric, double best)
{
    double margin = self->threshold;

    if (self->mode == PLATEAU_MIN)
        return metric < (self->threshold_mode == PLATEAU_REL
                             ? best * (1 - margin)
                             : best - margin);
    return metric > (self->threshold_mode == PLATEAU_REL ? best * (margin + 1)
                                                         : best + margin);
}

double
plateau_worst(const struct plateau *self)
{
    return self->mode == PLATEAU_MIN ? INFINITY : -INFINITY;
}

static bool
plateau_receive(const struct plateau *self, struct plateau_state *state,
                double metric)
{
    bool better = plateau_better(self, metric, state->best);

    if (better)
        state->best = metric;
    state->bad = better ? 0 : state->bad + 1;
    if (state->cooldown > 0) {
        state->cooldown--;
        state->bad = 0;
    }
    state->reduce = state->bad > self->patience;
    if (state->reduce) {
        state->cooldown = self->cooldown;
        state->bad = 0;
    }
    return better;
}

void
plateau_hear(const struct schedule *schedule, const struct plateau *self,
             const double *metric)
{
    struct plateau_state *state = schedule->state;

    for (size_t l = 0; l < schedule->lanes; l++)
        if (plateau_receive(self, &state[l], metric[l]) && l == 0)
            schedule->decision->better = 1;
    schedule->decision->bad_count = (double)state->bad;
    schedule->decision->cooldown = (double)state->cooldown;
}

void
plateau_start(const struct schedule *schedule, const struct plateau *self)
{
    struct plateau_state *state = schedule->state;

    for (size_t l = 0; l < schedule->lanes; l++)
        state[l] = (struct plateau_state){.best = plateau_worst(self)};
    *schedule->decision = (struct plateau_decision){0};
}

void
plateau_advance(const struct schedule *schedule, const struct plateau *self,
                struct rate *rates)
{
    struct plateau_state *state = schedule->state;

    for (size_t i = 0; i < schedule->count; i++) {
        double least = rate_each(schedule, &self->min_lr, i);
        double lower = rates[i].lr * self->factor;

        /* Python's max(): the first of two equals, and of a NaN. */
        lower = least > lower ? least : lower;
        if (!state[i % schedule->lanes].reduce ||
            !(rates[i].lr - lower > self->eps))
            continue;
        rates[i].lr = lower;
        if (i % schedule->lanes == 0)
            schedule->decision->reduced = 1;
    }
    for (size_t l = 0; l < schedule->lanes; l++)
        state[l].reduce = false;
}

static void
reduce_on_plateau_observe(struct schedule *schedule, long t,
                          const double *metric)
{
    (void)t;
    plateau_hear(schedule, schedule->self, metric);
}

static void
reduce_on_plateau_advance(struct schedule *schedule, long t, struct rate *rates)
{
    if (t == 0)
        plateau_start(schedule, schedule->self);
    plateau_advance(schedule, schedule->self, rates);
}

const struct schedule_kind schedule_reduce_on_plateau = {
    .kind = {.name = "reduce_on_plateau",
             .aliases = "ReduceLROnPlateau plateau hf.reduce_lr_on_plateau",
             .summary = "the rate times factor when a metric stops improving",
             .formula = "lr = max(lr * factor, min_lr)  after more than "
                        "patience bad reports",
             .symbol = "torch.optim.lr_scheduler.ReduceLROnPlateau",
             .example = "reduce_on_plateau(factor=0.5, patience=5)",
             .size = sizeof(struct plateau),
             PARAMETERS(PLATEAU_ROWS)},
    .state_size = sizeof(struct plateau_state),
    .advance = reduce_on_plateau_advance,
    .observe = reduce_on_plateau_observe,
};
