/* new_bob.c -- SpeechBrain's NewBob, which compares a metric with the one
 * before. */
#include <math.h>

#include "schedule/plateau.h"

struct new_bob {
    double annealing_factor, improvement_threshold;
    long patient;
};

static const struct parameter parameters[] = {
    REAL(struct new_bob, annealing_factor, "0.5", "(-inf,inf)",
         "what the rate is multiplied by"),
    REAL(struct new_bob, improvement_threshold, "0.0025", "(-inf,inf)",
         "the share of the metric before by which a good one is below it"),
    STEPS(struct new_bob, patient, "0", "[0,inf)",
          "bad reports that are passed over before each fall"),
    END_OF_TABLE,
};

/* Of a state `best` is the metric before, NAN at first, and `bad` how many
 * reports may still be passed over. */
static void
new_bob_observe(struct schedule *schedule, long t, const double *metric)
{
    const struct new_bob *self = schedule->self;
    struct plateau_state *state = schedule->state;

    (void)t;
    for (size_t l = 0; l < schedule->lanes; l++) {
        struct plateau_state *own = &state[l];
        double before = own->best;
        double gain = before == 0 ? 0 : (before - metric[l]) / before;
        bool bad = gain < self->improvement_threshold;

        own->reduce = bad && own->bad == 0;
        if (bad)
            own->bad = own->bad == 0 ? self->patient : own->bad - 1;
        own->best = metric[l];
        if (l == 0)
            schedule->decision->better = !bad;
    }
    schedule->decision->bad_count = (double)(self->patient - state->bad);
}

static void
new_bob_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct new_bob *self = schedule->self;
    struct plateau_state *state = schedule->state;

    for (size_t l = 0; l < schedule->lanes; l++) {
        if (t == 0)
            state[l] =
                (struct plateau_state){.best = NAN, .bad = self->patient};
        for (size_t i = l; state[l].reduce && i < schedule->count;
             i += schedule->lanes)
            rates[i].lr *= self->annealing_factor;
        if (l == 0 && state[l].reduce)
            schedule->decision->reduced = 1;
        state[l].reduce = false;
    }
}

const struct schedule_kind schedule_speechbrain_NewBobScheduler = {
    .kind = {.name = "speechbrain.NewBobScheduler",
             .aliases = "speechbrain.NewBob NewBob NewBobScheduler",
             .summary = "the rate times a factor where a metric improves too "
                        "little on the one before",
             .formula = "lr = lr * annealing_factor   where (prev - metric) / "
                        "prev is below\n"
                        "        improvement_threshold for the (patient + 1)st "
                        "time",
             .source = "SpeechBrain's speechbrain/nnet/schedulers.py",
             .example = "speechbrain.NewBobScheduler(patient=1)",
             TABLE_OF(struct new_bob, parameters)},
    .state_size = sizeof(struct plateau_state),
    .advance = new_bob_advance,
    .observe = new_bob_observe,
};
