/* exponential.c -- the rate times gamma at every step. */
#include <math.h>

#include "schedule/schedule.h"

struct exponential {
    double gamma;
};

static const struct parameter parameters[] = {
    REAL(struct exponential, gamma, NULL, "(-inf,inf)",
         "what the rate is multiplied by"),
    END_OF_TABLE,
};

static struct power
exponential_power(const struct schedule *schedule, long t)
{
    const struct exponential *self = schedule->self;

    return (struct power){self->gamma, (double)t};
}

static void
exponential_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct exponential *self = schedule->self;

    if (t > 0)
        rates_scale(schedule, rates, self->gamma);
}

const struct schedule_kind schedule_exponential = {
    .kind = {.name = "exponential",
             .summary = "the rate times gamma at every step",
             .formula = "lr(t) = base * gamma^t",
             .symbol = "torch.optim.lr_scheduler.ExponentialLR",
             .example = "exponential(gamma=0.95)",
             TABLE_OF(struct exponential, parameters)},
    .power = exponential_power,
    .advance = exponential_advance,
};
