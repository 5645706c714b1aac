/* about_kinds.c -- conditions on single kinds of schedules. */
#include "simulate/warn/finding.h"

/* Of one_cycle: its length, and a finding about it. */
static double
cycle_length(const struct schedule_part *part, struct finding *finding)
{
    const struct node *node = part->node;
    double total;

    if (!part_is(part, &schedule_one_cycle))
        return NAN;
    total = (double)schedule_end(node);
    finding->place = node_place(
        node, isnan(node_number(node, "total_steps", false)) ? "epochs"
                                                             : "total_steps");
    finding->a = total;
    finding->b = (double)part->rows;
    return total;
}

bool
cycle_is_exceeded(const struct warn_facts *facts,
                  const struct schedule_part *part, struct finding *finding)
{
    (void)facts;
    return (double)part->rows > cycle_length(part, finding);
}

/* PyTorch takes the factor back by dividing by it. */
bool
zero_is_divided_by(const struct warn_facts *facts,
                   const struct schedule_part *part, struct finding *finding)
{
    long steps;

    if (!part_is(part, &schedule_constant) ||
        node_number(part->node, "factor", false) != 0)
        return false;
    steps = (long)node_number(part->node, "total_iters", false);
    finding->place = node_place(part->node, "factor");
    finding->a = (double)(part->first + steps);
    finding->b = (double)(part->rows - steps);
    (void)facts;
    return steps > 0 && part->rows > steps;
}

bool
cycle_is_cut(const struct warn_facts *facts, const struct schedule_part *part,
             struct finding *finding)
{
    (void)facts;
    return (double)part->rows < cycle_length(part, finding);
}

bool
rise_has_no_step(const struct warn_facts *facts,
                 const struct schedule_part *part, struct finding *finding)
{
    (void)facts;
    if (!part_is(part, &schedule_linear) || warn_rise_start(part->node) == 1)
        return false;
    finding->place = node_place(part->node, "total_iters");
    return node_number(part->node, "total_iters", false) == 0;
}

bool
rise_ends_low(const struct warn_facts *facts, const struct schedule_part *part,
              struct finding *finding)
{
    (void)facts;
    if (!part_is(part, &schedule_linear) || warn_rise_start(part->node) == 1)
        return false;
    finding->place = node_place(part->node, "end_factor");
    return node_number(part->node, "end_factor", false) < 1;
}

/* linear and constant without their length, in a run that does not notice 5
 * steps, or constant with nothing at all, which is no constant rate. */
bool
part_has_default_length(const struct warn_facts *facts,
                        const struct schedule_part *part,
                        struct finding *finding)
{
    bool constant = part_is(part, &schedule_constant);

    if ((!constant && !part_is(part, &schedule_linear)) ||
        (constant && warn_rise_start(part->node) == 1) ||
        !isnan(node_number(part->node, "total_iters", true)))
        return false;
    finding->place = part->node->place;
    finding->a = (double)facts->curve.rows;
    return facts->curve.rows > 500 ||
           (constant && facts->curve.rows > 5 &&
            isnan(node_number(part->node, "factor", true)));
}

bool
restart_is_missing(const struct warn_facts *facts,
                   const struct schedule_part *part, struct finding *finding)
{
    (void)facts;
    if (!part_is(part, &schedule_hf_cosine_with_restarts))
        return false;
    finding->place = node_place(part->node, "num_cycles");
    return node_number(part->node, "num_cycles", false) == 1;
}

bool
ratio_is_ignored(const struct warn_facts *facts,
                 const struct schedule_part *part, struct finding *finding)
{
    (void)facts;
    if (!(node_number(part->node, "warmup_ratio", true) > 0) ||
        !(node_number(part->node, "num_warmup_steps", true) > 0))
        return false;
    finding->place = node_place(part->node, "warmup_ratio");
    return true;
}

bool
fall_is_shortened(const struct warn_facts *facts,
                  const struct schedule_part *part, struct finding *finding)
{
    double all, ratio = node_number(part->node, "decay_ratio", true);

    (void)facts;
    if (isnan(ratio))
        return false;
    all = node_number(part->node, "total_steps", false);
    all = isnan(all) ? (double)part->rows : all;
    finding->place = node_place(part->node, "decay_ratio");
    finding->a = node_number(part->node, "warmup_steps", false);
    finding->b = fmax(0, all - finding->a);
    finding->c = rint(all * ratio);
    return finding->a < all && finding->c > finding->b;
}

bool
epoch_has_one_batch(const struct warn_facts *facts,
                    const struct schedule_part *part, struct finding *finding)
{
    if (!part_is(part, &schedule_yolov5_warmup) &&
        !part_is(part, &schedule_ultralytics_warmup))
        return false;
    finding->place = part->node->place;
    return isnan(node_number(part->node, "nb", false)) &&
           facts->spec->steps_per_epoch == 1;
}
