/* about_growth.c -- conditions on rates that grow where they should fall. */
#include <math.h>

#include "simulate/warn/finding.h"

static double
base_rate(const struct warn_facts *facts)
{
    const struct node *optimizer = &facts->spec->optimizer;

    return optimizer_rate(optimizer->kind, optimizer->self);
}

/* No training has such a rate, and no range test goes so far. */
bool
rate_explodes(const struct warn_facts *facts, struct finding *finding)
{
    static const double most = 1000;
    const struct rate_curve *curve = &facts->curve;

    if (!warn_has_curve(facts) || !(curve->highest >= most) ||
        !(curve->highest >= most * base_rate(facts)))
        return false;
    finding->place = facts->spec->schedule.place;
    finding->a = curve->highest;
    finding->b = curve->highest / base_rate(facts);
    return true;
}

/* The parameters that are the lowest rate, as a rate. */
bool
floor_is_above(const struct warn_facts *facts, const struct schedule_part *part,
               struct finding *finding)
{
    static const char *const names[] = {"eta_min", "lr_min", "min_lr"};

    if (part_is(part, &schedule_reduce_on_plateau))
        return false;
    for (size_t i = 0; i < 3; i++) {
        finding->a = node_number(part->node, names[i], true);
        finding->b = base_rate(facts);
        if (!(finding->a > finding->b && finding->b > 0))
            continue;
        finding->place = node_place(part->node, names[i]);
        return true;
    }
    return false;
}

bool
cycle_is_upside_down(const struct warn_facts *facts,
                     const struct schedule_part *part, struct finding *finding)
{
    (void)facts;
    if (!part_is(part, &schedule_cyclic))
        return false;
    finding->place = node_place(part->node, "base_lr");
    finding->a = node_number(part->node, "base_lr", false);
    finding->b = node_number(part->node, "max_lr", false);
    return finding->a > finding->b;
}
