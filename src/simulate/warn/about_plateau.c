/* about_plateau.c -- conditions on schedules that wait for a metric. */
#include "schedule/plateau.h"
#include "simulate/warn/finding.h"

/* The plateau that a part is, by PyTorch's rules; NULL: it is none. */
static const struct plateau *
plateau_of(const struct schedule_part *part)
{
    return part_is(part, &schedule_reduce_on_plateau) ? part->node->self : NULL;
}

/* The first report is good, and patience + 1 bad ones must follow. */
bool
patience_is_long(const struct warn_facts *facts,
                 const struct schedule_part *part, struct finding *finding)
{
    const struct plateau *self = plateau_of(part);

    (void)facts;
    if (!self || part->rows - 3 >= self->patience)
        return false;
    finding->place = node_place(part->node, "patience");
    finding->a = (double)part->rows;
    finding->b = (double)self->patience + 2;
    finding->c = (double)(part->rows > 3 ? part->rows - 3 : 0);
    return true;
}

/* Whether the first reduction of a rate is one, in any group. */
static bool
can_reduce(const struct plateau *self, double rate)
{
    for (size_t i = 0; i < self->min_lr.count; i++)
        if (rate - fmax(rate * self->factor, self->min_lr.values[i]) >
            self->eps)
            return true;
    return false;
}

bool
reduction_is_small(const struct warn_facts *facts,
                   const struct schedule_part *part, struct finding *finding)
{
    const struct param_groups *groups = &facts->simulation->groups;
    const struct plateau *self = plateau_of(part);

    for (size_t g = 0; g < groups->count; g++)
        finding->a = fmax(finding->a, groups->items[g].lr);
    finding->place = part->node->place;
    return self && !can_reduce(self, finding->a);
}

/* The lowest metric that plateaus can receive; NAN: unknown. */
static double
lowest_metric(const struct spec *spec)
{
    const struct reals *metric = &spec->metric;
    double lowest = INFINITY;

    if (metric->count == 0)
        return problem_minimum(&spec->problem);
    for (size_t i = 0; i < metric->count; i++)
        lowest = fmin(lowest, metric->values[i]);
    return lowest;
}

bool
share_of_negative(const struct warn_facts *facts,
                  const struct schedule_part *part, struct finding *finding)
{
    const struct plateau *self = plateau_of(part);

    if (!self)
        return false;
    finding->a = lowest_metric(facts->spec);
    finding->place = node_place(part->node, "threshold_mode");
    return self->threshold_mode == PLATEAU_REL && self->threshold > 0 &&
           finding->a < 0;
}
