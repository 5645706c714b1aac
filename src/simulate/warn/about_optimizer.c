/* about_optimizer.c -- conditions on the optimizer, and on it beside the
 * schedule. */
#include <string.h>

#include "simulate/warn/finding.h"

/* The node of the optimizer's name that begins so, also inside of wrappers;
 * NULL: none. */
static const struct node *
find_optimizer(const struct node *node, const char *name)
{
    const struct node *inner, *found = NULL;

    if (strncmp(node->kind->name, name, strlen(name)) == 0)
        return node;
    for (size_t i = 0;
         !found && (inner = optimizer_inner(node->kind, node->self, i)); i++)
        found = find_optimizer(inner, name);
    return found;
}

bool
lookahead_is_still(const struct warn_facts *facts, struct finding *finding)
{
    const struct node *node =
        find_optimizer(&facts->spec->optimizer, "lookahead");

    if (!node)
        node = find_optimizer(&facts->spec->optimizer, "ranger");
    if (!node || node_number(node, "alpha", false) != 0)
        return false;
    finding->place = node_place(node, "alpha");
    return true;
}

bool
average_is_late(const struct warn_facts *facts, struct finding *finding)
{
    const struct node *node =
        find_optimizer(&facts->spec->optimizer, "averaged");

    if (!node)
        return false;
    finding->place = node_place(node, "start");
    finding->a = node_number(node, "start", false);
    finding->b = (double)facts->spec->steps;
    return finding->a > finding->b;
}

bool
switch_is_late(const struct warn_facts *facts, struct finding *finding)
{
    const struct node *node = find_optimizer(&facts->spec->optimizer, "switch");

    if (!node)
        return false;
    finding->place = node_place(node, "milestone");
    finding->a = node_number(node, "milestone", false);
    finding->b = (double)facts->spec->steps;
    return finding->a >= finding->b;
}

bool
gradient_is_cut(const struct warn_facts *facts, struct finding *finding)
{
    static const char *const limits[] = {"clip_norm", "clip_value"};
    const struct node *gradient = &facts->spec->gradient;

    for (size_t i = 0; gradient->kind && i < 2; i++)
        if (node_number(gradient, limits[i], true) == 0) {
            finding->place = node_place(gradient, limits[i]);
            return true;
        }
    return false;
}

/* A driven value that begins at 0, of a schedule without a rate of its own. */
bool
value_stays_zero(const struct warn_facts *facts, struct finding *finding)
{
    const struct node *schedules = &facts->spec->schedules;
    const struct parameter *row =
        schedules->kind ? schedules->kind->parameters : NULL;

    for (size_t i = 0; i < DRIVERS && row; i++) {
        const struct driver *driver = &facts->simulation->drivers.items[i];
        const struct node *node;

        finding->word = driver_name((enum driver_id)i);
        row = row_find(schedules->kind, NULL, finding->word);
        node = (const void *)((const char *)schedules->self + row->offset);
        if (!driver->schedule || driver->rates->base != 0 ||
            driver->rates->lr != 0 || node_number(node, "eta_min", false) > 0 ||
            kind_system(node->kind) != SYSTEM_torch ||
            row_find(node->kind, NULL, "max_lr") ||
            schedule_holds_parts(node->kind))
            continue;
        finding->place = node->place;
        return true;
    }
    return false;
}

bool
rprop_reads_once(const struct warn_facts *facts, struct finding *finding)
{
    (void)finding;
    return facts->simulation->schedule &&
           find_optimizer(&facts->spec->optimizer, "rprop");
}

/* Kinds that estimate the distance to the minimum. */
bool
distance_is_scaled(const struct warn_facts *facts, struct finding *finding)
{
    const struct node *node =
        find_optimizer(&facts->spec->optimizer, "prodigy");

    if (!node)
        node = find_optimizer(&facts->spec->optimizer, "dadapt");
    if (!node)
        return false;
    finding->place = node_place(node, "lr");
    finding->word = node->kind->name;
    finding->a = node_number(node, "lr", false);
    return finding->a > 0 && (finding->a < 0.1 || finding->a > 10);
}

bool
average_decays(const struct warn_facts *facts, struct finding *finding)
{
    const struct rate_curve *curve = &facts->curve;
    const struct node *node =
        find_optimizer(&facts->spec->optimizer, "schedule_free");

    if (!node || curve->count == 0)
        return false;
    finding->word = node->kind->name;
    finding->a = 100 * curve->lr[curve->count - 1] / curve->highest;
    return finding->a < 10 && curve->peak < curve->rows - 1;
}

bool
asgd_grows(const struct warn_facts *facts, struct finding *finding)
{
    const struct node *node = find_optimizer(&facts->spec->optimizer, "asgd");

    if (!node || !(node_number(node, "lambd", false) < 0))
        return false;
    finding->place = node_place(node, "lambd");
    return true;
}

/* The sum of the rates of all updates. */
static double
sum_of_rates(const struct warn_facts *facts, double base)
{
    const struct rate_curve *curve = &facts->curve;
    double sum = 0;

    for (size_t i = 0; i < curve->count; i++)
        sum += curve->lr[i];
    return (double)facts->spec->steps *
           (curve->count > 0 ? sum / (double)curve->count : base);
}

/* Fine-tuning rates, and decays no stronger than AdamW's default of 0.01, are
 * used as they are, and nobody expects them to act; few steps may be epochs. */
bool
decay_hardly_acts(const struct warn_facts *facts, struct finding *finding)
{
    const struct node *node = find_optimizer(&facts->spec->optimizer, "adamw");
    double decay, lr, peak;

    if (!node || facts->simulation->groups.count > 1 ||
        (facts->simulation->schedule && facts->curve.count == 0))
        return false;
    decay = node_number(node, "weight_decay", true);
    lr = optimizer_rate(node->kind, node->self);
    peak = facts->curve.count > 0 ? facts->curve.highest : lr;
    finding->place = node_place(node, "weight_decay");
    finding->a = 100 * decay * sum_of_rates(facts, lr);
    finding->b = ceil(1 / (peak * decay));
    return decay > 0.01 && peak >= 1e-4 && facts->spec->steps >= 1000 &&
           finding->a < 1;
}
