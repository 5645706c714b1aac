/* swa.c -- from the present rate to swa_lr, where it stays: for averaging.
 *
 * As a later part of a sequence it begins at the rate that it finds. */
#include <math.h>

#include "schedule/schedule.h"

enum { STRATEGY_COS, STRATEGY_LINEAR };

struct swa {
    struct reals swa_lr;
    long anneal_epochs;
    int anneal_strategy;
};

static const struct parameter parameters[] = {
    EACH(struct swa, swa_lr, NULL, "(-inf,inf)", "the rate at the end"),
    STEPS(struct swa, anneal_epochs, "10", "[0,inf)",
          "steps until it is reached"),
    CHOICE(struct swa, anneal_strategy, "\"cos\"", "cos|linear",
           "along half a cosine or a line"),
    END_OF_TABLE,
};

/* How far row t is on its way, from 0 to 1. */
static double
share(const struct swa *self, long t)
{
    double part;

    if (t >= self->anneal_epochs)
        return 1;
    part = t > 0 ? (double)t / (double)self->anneal_epochs : 0;
    return self->anneal_strategy == STRATEGY_COS ? (1 - cos(M_PI * part)) / 2
                                                 : part;
}

static void
swa_set(const struct schedule *schedule, long t, struct rate *rates)
{
    double alpha = share(schedule->self, t);

    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr =
            schedule->keys[i].swa_lr * alpha + rates[i].lr * (1 - alpha);
}

/* PyTorch finds the start again from the present rate. */
static void
swa_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct swa *self = schedule->self;
    double alpha = share(self, t);
    double before = self->anneal_epochs > 0 ? share(self, t - 1) : t > 1;

    for (size_t i = 0; i < schedule->count; i++) {
        double swa_lr = schedule->keys[i].swa_lr;
        double start = before == 1
                           ? swa_lr
                           : (rates[i].lr - before * swa_lr) / (1 - before);

        rates[i].lr = swa_lr * alpha + start * (1 - alpha);
    }
}

static void
swa_construct(struct schedule *schedule, struct rate *rates)
{
    const struct swa *self = schedule->self;

    for (size_t i = 0; i < schedule->count; i++)
        schedule->keys[i].swa_lr = rate_each(schedule, &self->swa_lr, i);
    schedule_start(schedule, rates);
}

const struct schedule_kind schedule_swa = {
    .kind = {.name = "swa",
             .summary = "from the present rate to swa_lr, where it stays",
             .formula = "lr(t) = swa_lr * a + start * (1 - a)\n"
                        "        a = (1 - cos(pi * p)) / 2   or, linear, p\n"
                        "        p = min(1, t / anneal_epochs)",
             .symbol = "torch.optim.swa_utils.SWALR",
             .source = "Izmailov et al. (2018)",
             .example = "swa(swa_lr=0.05, anneal_epochs=20)",
             TABLE_OF(struct swa, parameters)},
    .continues = true,
    .overwrites = true,
    .set = swa_set,
    .advance = swa_advance,
    .construct = swa_construct,
    .ends = "anneal_epochs",
};
