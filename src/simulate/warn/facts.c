/* facts.c -- the parts of a schedule with the rows that updates use. */
#include "simulate/warn/finding.h"

#include <string.h>

double
node_number(const struct node *node, const char *name, bool given)
{
    const struct parameter *row = row_find(node->kind, NULL, name);
    const char *field = (const char *)node->self + (row ? row->offset : 0);
    double highest = NAN;

    if (!row || (given && !node_place(node, name)->source))
        return NAN;
    if (row->type == PARAMETER_REAL)
        return kind_real(node->kind, node->self, name);
    if (row->type == PARAMETER_INTEGER) {
        long value = *(const long *)(const void *)field;

        return value != INTEGER_NULL ? (double)value : NAN;
    }
    if (row->type == PARAMETER_BOOLEAN)
        return *(const bool *)(const void *)field;
    if (row->type == PARAMETER_INTEGERS) {
        const struct integers *list = (const void *)field;

        for (size_t i = 0; i < list->count; i++)
            highest = fmax(highest, (double)list->values[i]);
    }
    if (row->type == PARAMETER_REALS || row->type == PARAMETER_EACH) {
        const struct reals *list = (const void *)field;

        for (size_t i = 0; i < list->count; i++)
            highest = fmax(highest, list->values[i]);
    }
    return highest;
}

static bool add_part(struct warn_facts *facts, struct schedule_part part,
                     struct arena *arena);

/* The parts of a sequence, each from its milestone to the next. */
static bool
add_sequence(struct warn_facts *facts, const struct schedule_part *whole,
             struct arena *arena)
{
    const struct schedule_kind *kind = schedule_kind_of(whole->node);
    const struct nodes parts = schedule_parts(whole->node);

    for (long t = 0, until; t < whole->rows; t = until) {
        long from;
        size_t i = kind->active(whole->node->self, t, &from, &until);
        bool last = i + 1 == parts.count;
        struct schedule_part part = *whole;

        part.node = &parts.items[i];
        part.first += from;
        part.start = 0;
        part.wiped = false;
        part.followed = last ? whole->followed
                             : !schedule_kind_of(part.node + 1)->continues;
        part.rows = (until < whole->rows ? until : whole->rows) - from;
        if (!add_part(facts, part, arena))
            return false;
    }
    return true;
}

/* What follows a rise, or the factors of a chain. */
static bool
add_inner(struct warn_facts *facts, const struct schedule_part *whole,
          struct arena *arena)
{
    const struct nodes parts = schedule_parts(whole->node);
    bool warmup = whole->node->kind == &schedule_warmup.kind;
    struct schedule_part part = *whole;

    if (warmup) {
        part.start = (long)node_number(whole->node, "steps", false);
        if (part.start >= whole->rows)
            return true;
        if (node_number(whole->node, "offset", false) != 0) {
            part.first += part.start;
            part.rows -= part.start;
            part.start = 0;
        }
    }
    for (size_t i = 0; i < parts.count; i++) {
        part.node = &parts.items[i];
        part.chained = whole->chained || (!warmup && parts.count > 1);
        part.wiped = !warmup && i > 0;
        if (!add_part(facts, part, arena))
            return false;
    }
    return true;
}

static bool
add_part(struct warn_facts *facts, struct schedule_part part,
         struct arena *arena)
{
    const struct schedule_kind *kind = schedule_kind_of(part.node);
    const struct nodes inner = schedule_parts(part.node);
    struct schedule_part *parts = arena_grow(
        arena, facts->parts, facts->part_count, 1, &facts->room, sizeof *parts);

    if (!parts)
        return false;
    facts->parts = parts;
    parts += facts->part_count++;
    *parts = part;
    if (!schedule_holds_parts(part.node->kind))
        return true;
    /* What a rise holds follows it. */
    if (part.node->kind == &schedule_warmup.kind && inner.count > 0)
        parts->followed = !schedule_kind_of(inner.items)->continues;
    return kind->active ? add_sequence(facts, &part, arena)
                        : add_inner(facts, &part, arena);
}

bool
warn_facts_list_parts(struct warn_facts *facts, struct arena *arena)
{
    const struct spec *spec = facts->spec;
    struct schedule_part root = {.node = &spec->schedule,
                                 .rows = simulation_clock_rows(spec)};

    /* Its lengths were meant for the rows before a restart changed them. */
    if (spec->restart.count > 0) {
        struct spec own = *spec;

        own.steps = own.own_steps;
        root.rows = simulation_clock_rows(&own);
    }

    return !facts->simulation->schedule || add_part(facts, root, arena);
}

bool
part_is(const struct schedule_part *part, const struct schedule_kind *kind)
{
    return part->node->kind == &kind->kind;
}

double
warn_rise_start(const struct node *node)
{
    if (node->kind == &schedule_linear.kind)
        return node_number(node, "start_factor", false) <
                       node_number(node, "end_factor", false)
                   ? 0
                   : 1;
    if (node->kind == &schedule_constant.kind)
        return node_number(node, "factor", false);
    if (node->kind == &schedule_warmup.kind)
        return node_number(node, "start", false);
    return 0;
}
