/* multistep.c -- the rate times gamma at each milestone. */
#include <math.h>

#include "schedule/schedule.h"

struct multistep {
    struct integers milestones;
    double gamma;
};

static const struct parameter parameters[] = {
    STEPS_LIST(struct multistep, milestones, NULL, "[0,inf)",
               "the rows where the rate decays, in any order; one that is "
               "repeated counts twice"),
    REAL(struct multistep, gamma, "0.1", "(-inf,inf)",
         "what the rate is multiplied by"),
    END_OF_TABLE,
};

static struct power
multistep_power(const struct schedule *schedule, long t)
{
    const struct multistep *self = schedule->self;
    double passed = 0;

    for (size_t i = 0; i < self->milestones.count; i++)
        passed += self->milestones.values[i] <= t;
    return (struct power){self->gamma, passed};
}

static void
multistep_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct multistep *self = schedule->self;
    double here = 0;

    for (size_t i = 0; i < self->milestones.count; i++)
        here += self->milestones.values[i] == t;
    if (here > 0)
        rates_scale(schedule, rates, pow(self->gamma, here));
}

const struct schedule_kind schedule_multistep = {
    .kind = {.name = "multistep",
             .summary = "the rate times gamma at each milestone",
             .formula = "lr(t) = base * gamma^(number of milestones <= t)",
             .symbol = "torch.optim.lr_scheduler.MultiStepLR",
             .example = "multistep(milestones=[30, 80], gamma=0.1)",
             TABLE_OF(struct multistep, parameters)},
    .power = multistep_power,
    .advance = multistep_advance,
};
