/* hf.c -- the linear rise before the schedules of transformers. */
#include "schedule/hf/hf.h"

#include <math.h>

struct hf_steps
hf_steps(const struct hf *self, const struct schedule_run *run)
{
    double all = (double)steps_of(run, self->num_training_steps);

    return (struct hf_steps){.rise = self->num_warmup_steps > 0
                                         ? (double)self->num_warmup_steps
                                         : ceil(all * self->warmup_ratio),
                             .all = all};
}

double
hf_progress(const struct schedule *schedule, long t)
{
    struct hf_steps steps = hf_steps(schedule->self, schedule->run);

    return ((double)t - steps.rise) / fmax(1, steps.all - steps.rise);
}

bool
hf_rise(const struct schedule *schedule, long t, struct rate *rates)
{
    double rise = hf_steps(schedule->self, schedule->run).rise;

    if ((double)t >= rise)
        return false;
    rates_share(schedule, rates, (double)t / fmax(1, rise));
    return true;
}

long
hf_end(const void *self)
{
    return ((const struct hf *)self)->num_training_steps;
}

