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

bool
olmo_fits(const struct node *node, const struct schedule_run *run,
          struct error *error)
{
    const struct ramp *self = node->self;
    const struct ramp_shape *shape = schedule_kind_of(node)->ramp;
    struct ramp_phases phases = ramp_phases(self, shape);
    double rise = ramp_steps(self->rise, self->rise_part, phases.all, rint);
    double last = phases.all - phases.fall, top = run->least;
    bool ends = row_find(node->kind, NULL, "decay_min_lr");

    if (rise == 0 && row_find(node->kind, NULL, "b"))
        return error_at(error, node_place(node, "warmup"),
                        "must be above 0: a row divides by it");
    if (rise > 0 && node->kind == &schedule_olmo_HalfCosWithWarmup.kind)
        top = (top + top * self->end) / 2;
    if (rise > 0 &&
        !schedule_check_below(node, "warmup_min_lr", top, true, error))
        return false;
    if (shape->rise_to_end && (double)run->steps <= rise)
        return true;
    if (ends && phases.fall == 0 && (double)run->steps >= phases.all)
        return error_at(error, node_place(node, "decay"),
                        "must be above 0: the last row divides by it");
    if (!ends || phases.fall == 0)
        return true;
    top = shape->row(self, &phases, run->least, last);
    return (isfinite(top) || error_at(error, node_place(node, "decay"),
                                      "must be below t_max, %g, not %g",
                                      phases.all, phases.fall)) &&
           schedule_check_below(node, "decay_min_lr", top, true, error);
}

double
olmo_now(const struct ramp *self, long t)
{
    (void)self;
    return (double)t + 1;
}

void
olmo_phases(const struct ramp *self, struct ramp_phases *phases)
{
    phases->rise = ramp_steps(self->rise, self->rise_part, phases->all, rint);
    phases->fall = ramp_steps(self->fall, self->fall_part, phases->all, rint);
    phases->level = phases->all - phases->fall;
}
