/* about_base.c -- conditions on what the curve begins from and counts in: the
 * base rate, and epochs. */
#include "simulate/warn/finding.h"

bool
base_rate_is_zero(const struct warn_facts *facts, struct finding *finding)
{
    finding->place = node_place(&facts->spec->optimizer, "lr");
    for (size_t g = 0; g < facts->simulation->groups.count; g++)
        if (facts->simulation->groups.items[g].lr != 0)
            return false;
    return !facts->simulation->schedule ||
           (facts->curve.count > 0 && facts->curve.highest <= 0);
}

/* Twice the optimizer's rate gives the same curve.  A rate of 0 or 1 is what
 * code writes where it leaves the rate to the schedule, and one that is about
 * the first or the highest rate says the same twice. */
bool
rate_is_replaced(const struct warn_facts *facts, struct finding *finding)
{
    const struct rate_curve *curve = &facts->curve, *twice = &facts->doubled;
    const struct node *optimizer = &facts->spec->optimizer;
    double lr = optimizer_rate(optimizer->kind, optimizer->self);

    finding->place = node_place(optimizer, "lr");
    finding->a = lr;
    finding->b = curve->highest;
    if (!finding->place->source || lr == 0 || lr == 1 ||
        !warn_has_curve(facts) || facts->simulation->groups.count > 1 ||
        twice->count == 0 || fabs(lr - curve->highest) <= 0.1 * lr ||
        fabs(lr - curve->lr[0]) <= 0.1 * lr)
        return false;
    for (size_t i = 0; i < twice->count; i++) {
        long row = (long)i * twice->stride;

        if (twice->lr[i] !=
            rate_curve_at(curve, row < curve->rows ? row : curve->rows - 1))
            return false;
    }
    return true;
}

/* The highest of the counts of steps that the parts name. */
static double
longest_length(const struct warn_facts *facts)
{
    double longest = 0;

    for (size_t i = 0; i < facts->part_count; i++) {
        const struct schedule_part *part = &facts->parts[i];
        const struct parameter *row = part->node->kind->parameters;

        for (; row->name; row++)
            if (row->count != COUNT_NONE)
                longest =
                    fmax(longest, (double)part->first +
                                      node_number(part->node, row->name, true));
    }
    return longest;
}

/* A schedule whose longest length is no more steps than there are epochs, and
 * ends in a fall. */
bool
lengths_are_epochs(const struct warn_facts *facts, struct finding *finding)
{
    const struct spec *spec = facts->spec;
    const struct rate_curve *curve = &facts->curve;
    double epochs = (double)spec->steps / (double)spec->steps_per_epoch;
    long last = (long)fmin(longest_length(facts), (double)INTEGER_MOST);
    long before = last - 1 > curve->peak ? last - 1 : last;

    finding->a = (double)last;
    finding->b = ceil(epochs);
    finding->c = (double)spec->steps_per_epoch;
    finding->rows = (struct row_stretch){last, spec->steps};
    return warn_has_curve(facts) && spec->interval == INTERVAL_STEP &&
           spec->steps_per_epoch > 3 && finding->a > 0 &&
           finding->a <= finding->b && last < curve->rows &&
           last > curve->peak &&
           fmin(rate_curve_at(curve, before), rate_curve_at(curve, last)) <
               0.5 * curve->highest;
}
