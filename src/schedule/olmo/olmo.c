/* olmo.c -- the phases of OLMo-core's schedulers. */
#include "schedule/olmo/olmo.h"

bool
olmo_check(const struct node *node, struct error *error)
{
    const struct ramp *self = node->self;

    return (self->rise == INTEGER_NULL) != isnan(self->rise_part) ||
           error_at(error, node->place,
                    "must have warmup or warmup_fraction, one of them");
}

void
olmo_phases(const struct ramp *self, struct ramp_phases *phases)
{
    phases->rise = ramp_steps(self->rise, self->rise_part, phases->all, rint);
    phases->fall = ramp_steps(self->fall, self->fall_part, phases->all, rint);
    phases->level = phases->all - phases->fall;
}
