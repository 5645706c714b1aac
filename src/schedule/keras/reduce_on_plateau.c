/* reduce_on_plateau.c -- Keras' callback, which reduces one report earlier
 * than PyTorch's plateau, and by an absolute threshold. */
#include <math.h>

#include "schedule/plateau.h"

struct callback {
    double factor;
    long patience;
    int mode;
    double min_delta;
    long cooldown;
    double min_lr;
    struct plateau rules; /* how values compare */
};

static const struct parameter parameters[] = {
    REAL(struct callback, factor, "0.1", "(-inf,1)",
         "what the rate is multiplied by"),
    STEPS(struct callback, patience, "10", "[0,inf)",
          "the bad report in a row that reduces; 0 is 1"),
    CHOICE(struct callback, mode, "\"auto\"", "auto|min|max",
           "which way the metric improves; auto is min"),
    REAL(struct callback, min_delta, "0.0001", "(-inf,inf)",
         "how much better than the best a good report must be; its sign is of "
         "no account"),
    STEPS(struct callback, cooldown, "0", "[0,inf)",
          "reports after a reduction that do not count as bad"),
    REAL(struct callback, min_lr, "0", "(-inf,inf)", "the lowest rate"),
    END_OF_TABLE,
};

enum { MODE_AUTO, MODE_MIN, MODE_MAX };

static bool
callback_check(const struct node *node, struct error *error)
{
    struct callback *self = node->self;

    (void)error;
    self->rules = (struct plateau){
        .mode = self->mode == MODE_MAX ? PLATEAU_MAX : PLATEAU_MIN,
        .threshold = fabs(self->min_delta),
    };
    return true;
}

/* Whatever comes first is better than nothing. */
static bool
better(const struct callback *self, double metric, double best)
{
    if (best == plateau_worst(&self->rules))
        return true;
    return self->rules.mode == PLATEAU_MAX
               ? metric - self->rules.threshold > best
               : metric + self->rules.threshold < best;
}

/* The bad count is the callback's `wait`, which a reduction that comes to
 * nothing leaves. */
static void
callback_observe(struct schedule *schedule, long t, const double *metric)
{
    const struct callback *self = schedule->self;
    struct plateau_state *state = schedule->state;

    (void)t;
    for (size_t l = 0; l < schedule->lanes; l++) {
        struct plateau_state *own = &state[l];
        bool good = better(self, metric[l], own->best);

        if (own->cooldown > 0) {
            own->cooldown--;
            own->bad = 0;
        }
        if (good) {
            own->best = metric[l];
            own->bad = 0;
        } else if (own->cooldown == 0) {
            own->bad++;
            own->reduce = own->bad >= self->patience;
        }
        if (l == 0)
            schedule->decision->better = good;
    }
    schedule->decision->bad_count = (double)state->bad;
    schedule->decision->cooldown = (double)state->cooldown;
}

static void
callback_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct callback *self = schedule->self;
    struct plateau_state *state = schedule->state;

    if (t == 0)
        plateau_start(schedule, &self->rules);
    for (size_t l = 0; l < schedule->lanes; l++) {
        bool reduced = false;

        for (size_t i = l; state[l].reduce && i < schedule->count;
             i += schedule->lanes) {
            if (!(rates[i].lr > self->min_lr))
                continue;
            rates[i].lr = fmax(rates[i].lr * self->factor, self->min_lr);
            reduced = true;
        }
        state[l].reduce = false;
        if (!reduced)
            continue;
        state[l].cooldown = self->cooldown;
        state[l].bad = 0;
        if (l == 0)
            schedule->decision->reduced = 1;
    }
}

const struct schedule_kind schedule_keras_ReduceLROnPlateau = {
    .kind = {.name = "keras.ReduceLROnPlateau",
             .aliases = "",
             .summary = "the rate times factor on the bad report number "
                        "patience, one before PyTorch's",
             .formula = "lr = max(lr * factor, min_lr)  after patience bad "
                        "reports",
             .symbol = "keras.callbacks.ReduceLROnPlateau",
             .example = "keras.ReduceLROnPlateau(factor=0.5, patience=5)",
             TABLE_OF(struct callback, parameters),
             .check = callback_check},
    .state_size = sizeof(struct plateau_state),
    .advance = callback_advance,
    .observe = callback_observe,
};
