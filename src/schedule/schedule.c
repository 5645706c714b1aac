/* schedule.c -- nodes at run time: making them, and asking them for a row. */
#include "schedule/schedule.h"

#define DECLARE(name) extern const struct schedule_kind schedule_##name;
SCHEDULES(DECLARE)

#define ENTRY(name) &schedule_##name.kind,
static const struct kind *const kinds[] = {SCHEDULES(ENTRY) NULL};

const struct family schedule_family = {
    .name = "schedule",
    .plural = "schedules",
    .kinds = kinds,
    .sequence = "sequential",
    .chain = "chained",
};

static const struct schedule_kind *
kind_of(const struct node *node)
{
    return (const struct schedule_kind *)(const void *)node->kind;
}

/* A list with one value for each group must have as many. */
static bool
check_each(const struct node *node, size_t groups, struct error *error)
{
    const struct parameter *row = node->kind->parameters;

    for (size_t i = 0; row && row[i].name; i++) {
        const void *field = (const char *)node->self + row[i].offset;
        const struct reals *reals = field;
        const struct texts *texts = field;
        size_t count = groups;

        if (row[i].type == PARAMETER_EACH && !reals->single)
            count = reals->count;
        if (row[i].type == PARAMETER_FORMULAS && !texts->single)
            count = texts->count;
        if (count != groups)
            return error_at(error, &node->places[i],
                            "must be one for all, or a list of %zu for the "
                            "parameter groups, not of %zu",
                            groups, count);
    }
    return true;
}

static bool
make(const struct node *node, size_t count, size_t lanes, struct arena *arena,
     struct schedule *schedule, struct error *error)
{
    const struct schedule_kind *kind = kind_of(node);
    const struct nodes *parts = kind->parts ? kind->parts(node->self) : NULL;

    if (!check_each(node, count / lanes, error))
        return false;
    *schedule = (struct schedule){
        .kind = kind,
        .self = node->self,
        .count = count,
        .lanes = lanes,
        .pure = kind->set != NULL,
        .plain = kind->plain,
        .hears = kind->observe && !parts,
        .reached = -1,
        .part_count = parts ? parts->count : 0,
        .lr = arena_alloc(arena, count, sizeof(double)),
        .state = kind->memory ? arena_alloc(arena, 1, kind->memory(node->self))
                              : arena_alloc(arena, lanes, kind->state_size),
    };
    schedule->parts =
        arena_alloc(arena, schedule->part_count, sizeof *schedule);
    if (!schedule->lr || !schedule->state || !schedule->parts)
        return error_memory(error);
    for (size_t i = 0; i < schedule->part_count; i++) {
        if (!make(&parts->items[i], count, lanes, arena, &schedule->parts[i],
                  error))
            return false;
        schedule->hears = schedule->hears || schedule->parts[i].hears;
    }
    if (kind->made)
        kind->made(schedule);
    return true;
}

struct schedule *
schedule_make(const struct node *node, size_t count, size_t lanes,
              struct arena *arena, struct error *error)
{
    struct schedule *schedule = arena_alloc(arena, 1, sizeof *schedule);

    if (!schedule) {
        error_memory(error);
        return NULL;
    }
    return make(node, count, lanes, arena, schedule, error) ? schedule : NULL;
}

void
schedule_recurse(struct schedule *schedule, long t, struct rate *rates)
{
    long from = t > 0 && t >= schedule->reached ? schedule->reached + 1 : 0;

    for (size_t i = 0; from > 0 && i < schedule->count; i++)
        rates[i].lr = schedule->lr[i];
    for (; from <= t; from++)
        schedule->kind->advance(schedule, from, rates);
    for (size_t i = 0; i < schedule->count; i++)
        schedule->lr[i] = rates[i].lr;
    schedule->reached = t;
}

void
schedule_observe(struct schedule *schedule, long t, const double *metric)
{
    if (schedule->kind->observe)
        schedule->kind->observe(schedule, t, metric);
}

void
schedule_mark_later(struct schedule *schedule)
{
    schedule->later = true;
    for (size_t i = 0; i < schedule->part_count; i++)
        schedule_mark_later(&schedule->parts[i]);
}

long
schedule_end(const struct node *node)
{
    const struct schedule_kind *kind = kind_of(node);

    return kind->end ? kind->end(node->self) : INTEGER_NULL;
}

void
rates_scale(const struct schedule *schedule, struct rate *rates, double factor)
{
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr *= factor;
}

double
rate_each(const struct schedule *schedule, const struct reals *each, size_t i)
{
    return each->values[each->single ? 0 : i / schedule->lanes];
}
