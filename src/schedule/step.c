/* step.c -- the rate times gamma every step_size steps. */
#include <math.h>

#include "schedule/schedule.h"

struct step {
    long step_size;
    double gamma;
};

static const struct parameter parameters[] = {
    STEPS(struct step, step_size, NULL, "[1,inf)",
          "steps from one decay to the next"),
    REAL(struct step, gamma, "0.1", "(-inf,inf)",
         "what the rate is multiplied by"),
    END_OF_TABLE,
};

static struct power
step_power(const struct schedule *schedule, long t)
{
    const struct step *self = schedule->self;

    return (struct power){self->gamma, (double)(t / self->step_size)};
}

static void
step_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct step *self = schedule->self;

    if (t > 0 && t % self->step_size == 0)
        rates_scale(schedule, rates, self->gamma);
}

const struct schedule_kind schedule_step = {
    .kind = {.name = "step",
             .summary = "the rate times gamma every step_size steps",
             .formula = "lr(t) = base * gamma^floor(t / step_size)",
             .symbol = "torch.optim.lr_scheduler.StepLR",
             .example = "step(step_size=30, gamma=0.1)",
             TABLE_OF(struct step, parameters)},
    .power = step_power,
    .advance = step_advance,
};
