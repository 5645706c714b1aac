/* cosine_annealing.c -- half a cosine from the base rate down to eta_min.
 *
 * Past T_max the rate rises again, as PyTorch's does. */
#include <math.h>

#include "base/lanes.h"
#include "schedule/schedule.h"

struct cosine_annealing {
    double T_max, eta_min;
};

static const struct parameter parameters[] = {
    TOTAL_REAL(struct cosine_annealing, T_max, "(0,inf)",
               "steps from the base rate to eta_min"),
    REAL(struct cosine_annealing, eta_min, "0", "(-inf,inf)",
         "the rate at the low point"),
    END_OF_TABLE,
};

/* What is added at a low point comes from the node's own base. */
INSTANCE
pass_low_point(const struct schedule *schedule, struct rate *rates)
{
    const struct cosine_annealing *self = schedule->self;

    if (floor(self->T_max) == self->T_max)
        schedule_restart(schedule, rates);
}

/* As it stands in PyTorch; a squared cosine would be rounded differently. */
static inline double
wave_at(const struct cosine_annealing *self, long t)
{
    return 1 + cos(M_PI * (double)t / self->T_max);
}

static inline double
anneal(const struct cosine_annealing *self, double lr, double wave)
{
    return self->eta_min + (lr - self->eta_min) * wave / 2;
}

static void
cosine_annealing_set(const struct schedule *schedule, long t,
                     struct rate *rates)
{
    const struct cosine_annealing *self = schedule->self;
    const struct rate *end = rates + schedule->count;
    double wave;

    if ((double)t > self->T_max)
        pass_low_point(schedule, rates);
    wave = wave_at(self, t);
    /* They lie three apart: two at once would cost more than it saves. */
    do {
        one_by_one(true);
        rates->lr = anneal(self, rates->lr, wave);
    } while (++rates < end);
}

static void
cosine_annealing_rows(const struct schedule *schedule, long t, size_t count,
                      double *lr)
{
    const struct cosine_annealing *self = schedule->self;
    double base = *schedule->base;

    for (size_t k = 0; k < count; k++)
        lr[k] = anneal(self, base, wave_at(self, t + (long)k));
}

static void
cosine_annealing_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct cosine_annealing *self = schedule->self;
    double last = (double)t - 1, period = self->T_max;
    bool low = t > 0 && fmod(last - period, 2 * period) == 0;
    double before = 1 + cos(M_PI * last / period);
    /* Where the row before the low point is as low, PyTorch divides by 0. */
    double ratio =
        before > 0 ? (1 + cos(M_PI * (double)t / period)) / before : 0;

    for (size_t i = 0; t > 0 && i < schedule->count; i++) {
        struct rate *rate = &rates[i];

        /* No factor leads away from the low point. */
        if (low)
            rate->lr += (schedule->base[i] - self->eta_min) *
                        (1 - cos(M_PI / period)) / 2;
        else
            rate->lr = ratio * (rate->lr - self->eta_min) + self->eta_min;
    }
}

static long
cosine_annealing_end(const void *self)
{
    double period = ((const struct cosine_annealing *)self)->T_max;

    return floor(period) == period && period <= (double)INTEGER_MOST
               ? (long)period
               : INTEGER_NULL;
}

const struct schedule_kind schedule_cosine_annealing = {
    .kind = {.name = "cosine_annealing",
             .aliases = "CosineAnnealingLR cosine",
             .summary = "half a cosine from the base rate down to eta_min",
             .formula = "lr(t) = eta_min + (base - eta_min) * (1 + cos(pi * t "
                        "/ T_max)) / 2",
             .symbol = "torch.optim.lr_scheduler.CosineAnnealingLR",
             .source = "Loshchilov & Hutter, SGDR (2017)",
             .example = "cosine_annealing(T_max=100, eta_min=1e-5)",
             TABLE_OF(struct cosine_annealing, parameters)},
    .set = cosine_annealing_set,
    .rows = cosine_annealing_rows,
    .advance = cosine_annealing_advance,
    .end = cosine_annealing_end,
};
