/* plateau.c -- SpeechBrain's ReduceLROnPlateau, which waits some epochs before
 * it looks at the metric. */
#include <math.h>

#include "schedule/plateau.h"

struct waiting_plateau {
    double lr_min, factor;
    long patience, dont_halve_until_epoch;
};

static const struct parameter parameters[] = {
    REAL(struct waiting_plateau, lr_min, "1e-8", "(-inf,inf)",
         "the lowest rate"),
    REAL(struct waiting_plateau, factor, "0.5", "(-inf,inf)",
         "what the rate is multiplied by"),
    STEPS(struct waiting_plateau, patience, "2", "[0,inf)",
          "bad reports that change nothing before one that does"),
    STEPS(struct waiting_plateau, dont_halve_until_epoch, "65", "[0,inf)",
          "reports whose last one is the first to compare with"),
    END_OF_TABLE,
};

/* Of a state `best` is the metric that others are compared with, and `bad` the
 * reports above it since the last reduction. */
static void
waiting_observe(struct schedule *schedule, long t, const double *metric)
{
    const struct waiting_plateau *self = schedule->self;
    struct plateau_state *state = schedule->state;

    for (size_t l = 0; l < schedule->lanes; l++) {
        struct plateau_state *own = &state[l];
        bool good = t <= self->dont_halve_until_epoch || metric[l] <= own->best;
        bool passed = metric[l] > own->best && own->bad < self->patience;

        own->reduce = !good && !passed;
        if (t > self->dont_halve_until_epoch)
            own->bad = passed ? own->bad + 1 : 0;
        if (good)
            own->best = metric[l];
        if (l == 0)
            schedule->decision->better = good;
    }
    schedule->decision->bad_count = (double)state->bad;
}

static void
waiting_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct waiting_plateau *self = schedule->self;
    struct plateau_state *state = schedule->state;

    for (size_t i = 0; i < schedule->count; i++) {
        size_t lane = i % schedule->lanes;

        if (t == 0) {
            state[lane] = (struct plateau_state){.best = 99999};
            continue;
        }
        if (state[lane].reduce)
            rates[i].lr *= self->factor;
        rates[i].lr = fmax(rates[i].lr, self->lr_min);
    }
    if (state->reduce)
        schedule->decision->reduced = 1;
}

const struct schedule_kind schedule_speechbrain_ReduceLROnPlateau = {
    .kind = {.name = "speechbrain.ReduceLROnPlateau",
             .aliases = "",
             .summary = "the rate times factor where a metric stays above its "
                        "lowest, after some epochs",
             .formula = "lr = max(lr * factor, lr_min)  after patience "
                        "reports above the lowest",
             .source = "SpeechBrain's speechbrain/nnet/schedulers.py",
             .example = "speechbrain.ReduceLROnPlateau("
                        "dont_halve_until_epoch=10)",
             TABLE_OF(struct waiting_plateau, parameters)},
    .state_size = sizeof(struct plateau_state),
    .advance = waiting_advance,
    .observe = waiting_observe,
};
