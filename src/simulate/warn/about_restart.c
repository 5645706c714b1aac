/* about_restart.c -- conditions on trainings that are resumed. */
#include "simulate/warn/finding.h"

/* Whether a part has a total that its system stores in the checkpoint, and
 * reads back. */
static bool
keeps_total(const struct schedule_part *part)
{
    const struct kind *kind = part->node->kind;
    enum system_id system = kind_system(kind);

    return (system == SYSTEM_torch || system == SYSTEM_megatron) &&
           !schedule_holds_parts(kind) &&
           schedule_end(part->node) != INTEGER_NULL;
}

/* The first restart whose total moves the schedule's end, and that has no
 * schedule of its own. */
static const struct node *
changed_total(const struct spec *spec)
{
    for (size_t i = 0; i < spec->restart.count; i++) {
        const struct node *node = &spec->restart.items[i];
        const struct restart *restart = node->self;

        if (restart->steps != INTEGER_NULL &&
            !node_place(node, "schedule")->source &&
            schedule_end(&spec->schedule) !=
                schedule_end(&spec->resumed[i].schedule))
            return node;
    }
    return NULL;
}

bool
restart_is_late(const struct warn_facts *facts, struct finding *finding)
{
    const struct spec *spec = facts->spec;
    long before = spec->own_steps;

    for (size_t i = 0; i < spec->restart.count; i++) {
        const struct node *node = &spec->restart.items[i];
        const struct restart *restart = node->self;

        if (restart->step > before) {
            finding->place = node_place(node, "step");
            finding->a = (double)before;
            return true;
        }
        before = spec->resumed[i].steps;
    }
    return false;
}

bool
total_is_kept(const struct warn_facts *facts, struct finding *finding)
{
    const struct node *restart = changed_total(facts->spec);

    for (size_t i = 0; restart && i < facts->part_count; i++) {
        const struct kind *kind = facts->parts[i].node->kind;

        if (!keeps_total(&facts->parts[i]))
            continue;
        finding->place = node_place(restart, "steps");
        finding->word = system_title(kind_system(kind));
        return true;
    }
    return false;
}
