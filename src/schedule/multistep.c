/* multistep.c -- the rate times gamma at each milestone. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "schedule/schedule.h"

struct multistep {
    struct integers milestones;
    double gamma;
    long *ascending; /* the milestones in their order */
};

static const struct parameter parameters[] = {
    STEPS_LIST(struct multistep, milestones, NULL, "[0,inf)",
               "the rows where the rate decays, in any order; one that is "
               "repeated counts twice"),
    REAL(struct multistep, gamma, "0.1", "(-inf,inf)",
         "what the rate is multiplied by"),
    END_OF_TABLE,
};

static int
ascending(const void *left, const void *right)
{
    const long *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static bool
multistep_check(const struct node *node, struct error *error)
{
    struct multistep *self = node->self;
    size_t count = self->milestones.count;

    self->ascending = arena_alloc(node->arena, count, sizeof *self->ascending);
    if (!self->ascending)
        return error_memory(error);
    if (count > 0)
        memcpy(self->ascending, self->milestones.values,
               count * sizeof *self->ascending);
    qsort(self->ascending, count, sizeof *self->ascending, ascending);
    return true;
}

/* How many milestones are at most t. */
static size_t
passed(const struct multistep *self, long t)
{
    size_t low = 0, high = self->milestones.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (self->ascending[middle] <= t)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct power
multistep_power(const struct schedule *schedule, long t)
{
    const struct multistep *self = schedule->self;

    return (struct power){self->gamma, (double)passed(self, t)};
}

static void
multistep_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct multistep *self = schedule->self;
    size_t here = passed(self, t) - passed(self, t - 1);

    if (here > 0)
        rates_scale(schedule, rates, pow(self->gamma, (double)here));
}

const struct schedule_kind schedule_multistep = {
    .kind = {.name = "multistep",
             .summary = "the rate times gamma at each milestone",
             .formula = "lr(t) = base * gamma^(number of milestones <= t)",
             .symbol = "torch.optim.lr_scheduler.MultiStepLR",
             .example = "multistep(milestones=[30, 80], gamma=0.1)",
             TABLE_OF(struct multistep, parameters),
             .check = multistep_check},
    .power = multistep_power,
    .advance = multistep_advance,
};
