/* finding.c -- what a finding points at, and what it advises. */
#include "simulate/warn/finding.h"

bool
warn_has_curve(const struct warn_facts *facts)
{
    return facts->curve.count > 0 && facts->curve.highest > 0;
}

bool
warn_may_count_epochs(const struct warn_facts *facts)
{
    return facts->spec->steps_per_epoch > 1 &&
           facts->spec->interval == INTERVAL_STEP;
}

/* The last part of which the run uses more rows than it has; NULL: none. */
static const struct schedule_part *
ended_part(const struct warn_facts *facts, long *end)
{
    for (size_t i = facts->part_count; i > 0; i--) {
        const struct schedule_part *part = &facts->parts[i - 1];

        *end = schedule_end(part->node);
        if (*end != INTEGER_NULL && *end < part->rows &&
            part->first + part->rows == facts->curve.rows &&
            !schedule_holds_parts(part->node->kind))
            return part;
    }
    return NULL;
}

const struct place *
warn_place_of_number(const struct node *node, double value)
{
    const struct parameter *row = node->kind->parameters;

    for (int given = 1; given >= 0; given--)
        for (size_t i = 0; row[i].name; i++)
            if (node_number(node, row[i].name, given) == value)
                return &node->places[i];
    return node->place;
}

void
warn_blame_end(const struct warn_facts *facts, struct finding *finding)
{
    long end;
    const struct schedule_part *part = ended_part(facts, &end);

    finding->word = warn_may_count_epochs(facts)
                        ? "stay above 0, or count epochs (--interval epoch)"
                        : "stay above 0";
    if (!part)
        return;
    finding->place = warn_place_of_number(part->node, (double)end);
    finding->word = "last as long as the run";
}
