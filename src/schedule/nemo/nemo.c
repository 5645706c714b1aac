/* nemo.c -- the phases of NeMo's schedulers. */
#include "schedule/nemo/nemo.h"

/* Whether a kind has a parameter, and steps are given beside it. */
static bool
is_double(const struct node *node, const char *ratio, long steps, double part)
{
    return row_find(node->kind, NULL, ratio) && steps != INTEGER_NULL &&
           !isnan(part);
}

bool
nemo_check(const struct node *node, struct error *error)
{
    const struct ramp *self = node->self;

    if (is_double(node, "warmup_ratio", self->rise, self->rise_part))
        return error_at(error, node_place(node, "warmup_ratio"),
                        "must not be given beside warmup_steps");
    return !(is_double(node, "hold_ratio", self->hold, self->hold_part) ||
             is_double(node, "constant_ratio", self->hold, self->hold_part)) ||
           error_at(error, node->place,
                    "must have steps that are held, or their share, not both");
}

bool
nemo_fits(const struct node *node, const struct schedule_run *run,
          struct error *error)
{
    return schedule_check_below(node, "min_lr", run->least, false, error);
}

void
nemo_phases(const struct ramp *self, struct ramp_phases *phases)
{
    double hold = ramp_steps(self->hold, self->hold_part, phases->all, trunc);
    bool held = self->hold != INTEGER_NULL || !isnan(self->hold_part);

    phases->rise = ramp_steps(self->rise, self->rise_part, phases->all, trunc);
    phases->level = held ? phases->rise + hold : 0;
    phases->fall = hold;
}
