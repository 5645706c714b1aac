/* cosine_annealing_warm_restarts.c -- half a cosine down, again and again.
 *
 * The row of a restart has the base rate; eta_min is never quite reached. */
#include <math.h>

#include "schedule/schedule.h"

struct warm_restarts {
    long T_0, T_mult;
    double eta_min;
};

static const struct parameter parameters[] = {
    STEPS(struct warm_restarts, T_0, NULL, "[1,inf)",
          "steps to the first restart"),
    INTEGER(struct warm_restarts, T_mult, "1", "[1,inf)",
            "each cycle is this many times as long as the one before"),
    REAL(struct warm_restarts, eta_min, "0", "(-inf,inf)",
         "the rate that a cycle goes down to"),
    END_OF_TABLE,
};

/* t becomes the step in its cycle; returns the cycle's length. */
static double
cycle_at(const struct warm_restarts *self, long *t)
{
    long length = self->T_0;

    if (self->T_mult == 1) {
        *t %= length;
        return (double)length;
    }
    while (*t >= length) {
        *t -= length;
        /* No t reaches the end of a longer one. */
        if (length > INTEGER_MOST / self->T_mult)
            return (double)length * (double)self->T_mult;
        length *= self->T_mult;
    }
    return (double)length;
}

static void
warm_restarts_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct warm_restarts *self = schedule->self;
    double length = cycle_at(self, &t);
    double wave = 1 + cos(M_PI * (double)t / length);

    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr =
            self->eta_min + (schedule->base[i] - self->eta_min) * wave / 2;
}

const struct schedule_kind schedule_cosine_annealing_warm_restarts = {
    .kind = {.name = "cosine_annealing_warm_restarts",
             .summary = "half a cosine down to eta_min, again and again",
             .formula = "lr(t) = eta_min + (base - eta_min) * (1 + cos(pi * "
                        "T_cur / T_i)) / 2\n"
                        "        T_cur: steps since the last restart\n"
                        "        T_i:   length of cycle i, T_0 * T_mult^i",
             .symbol = "torch.optim.lr_scheduler.CosineAnnealingWarmRestarts",
             .source = "Loshchilov & Hutter, SGDR (2017)",
             .example = "cosine_annealing_warm_restarts(T_0=50, T_mult=2)",
             TABLE_OF(struct warm_restarts, parameters)},
    .set = warm_restarts_set,
};
