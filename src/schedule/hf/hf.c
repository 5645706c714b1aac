/* hf.c -- the linear rise before the schedules of transformers. */
#include "schedule/hf/hf.h"

#include <math.h>

struct hf_steps
hf_steps(const struct hf *self)
{
    double all = (double)self->num_training_steps;

    return (struct hf_steps){.rise = self->num_warmup_steps > 0
                                         ? (double)self->num_warmup_steps
                                         : ceil(all * self->warmup_ratio),
                             .all = all};
}

struct hf_row
hf_row(const struct schedule *schedule, long t)
{
    struct hf_steps steps = hf_steps(schedule->self);
    double now = (double)t;

    if (now < steps.rise)
        return (struct hf_row){true, now / steps.rise};
    return (struct hf_row){false, (now - steps.rise) /
                                      fmax(1, steps.all - steps.rise)};
}
