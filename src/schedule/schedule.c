/* schedule.c -- nodes at run time: making them, and asking them for a row. */
#include "schedule/schedule.h"

#include <math.h>
#include <string.h>

#include "base/lanes.h"

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

/* A node and its parts, over the rates of the root. */
static bool
make(const struct node *node, struct schedule *root, struct schedule *schedule,
     struct arena *arena, struct error *error)
{
    const struct schedule_kind *kind = schedule_kind_of(node);
    const struct nodes *parts = kind->parts ? kind->parts(node->self) : NULL;
    size_t count = root->count, lanes = root->lanes;

    if (!check_each(node, count / lanes, error) ||
        (kind->fits && !kind->fits(node, &root->asked, error)))
        return false;
    schedule->kind = kind;
    schedule->set = kind->set;
    schedule->self = node->self;
    schedule->run = &root->asked;
    schedule->count = count;
    schedule->lanes = lanes;
    schedule->pure = kind->set || kind->power;
    schedule->plain = kind->power != NULL;
    schedule->continues = kind->continues;
    schedule->uses_metric = kind->observe && !parts;
    schedule->keys = root->keys;
    schedule->base = arena_alloc(arena, count, sizeof(double));
    schedule->state =
        arena_alloc(arena, lanes,
                    kind->memory ? kind->memory(node->self) : kind->state_size);
    schedule->part_count = parts ? parts->count : 0;
    schedule->parts =
        arena_alloc(arena, schedule->part_count, sizeof *schedule);
    if (!schedule->base || !schedule->state || !schedule->parts)
        return error_memory(error);
    for (size_t i = 0; i < schedule->part_count; i++) {
        struct schedule *part = &schedule->parts[i];

        if (!make(&parts->items[i], root, part, arena, error))
            return false;
        schedule->uses_metric = schedule->uses_metric || part->uses_metric;
        schedule->drives = schedule->drives ? schedule->drives : part->drives;
    }
    root->decision_count += schedule->uses_metric && !parts;
    if (kind->made)
        kind->made(schedule, node);
    if (schedule->plain)
        schedule->set = schedule_set_plain;
    return true;
}

/* Gives each plateau its place in the root's list. */
static void
deal_decisions(struct schedule *schedule, struct decision **next)
{
    if (schedule->part_count == 0 && schedule->uses_metric)
        schedule->decision = (*next)++;
    for (size_t i = 0; i < schedule->part_count; i++)
        deal_decisions(&schedule->parts[i], next);
}

/* Whether later parts start from another rate than what `set` is given, or
 * leave more behind than a rate. */
static void
note_moves(struct schedule *schedule, const struct rate *rates)
{
    schedule->moves =
        schedule->drives || (schedule->later && schedule->continues);
    for (size_t i = 0; i < schedule->part_count; i++) {
        note_moves(&schedule->parts[i], rates);
        for (size_t k = 0; k < schedule->count; k++)
            if (schedule->parts[i].continues ||
                schedule->parts[i].base[k] != rates[k].base)
                schedule->moves = true;
    }
}

/* All that PyTorch's constructors do, up to row 0. */
static void
construct_all(struct schedule *root, struct rate *rates)
{
    for (size_t i = 0; i < root->count; i++)
        rates[i] = (struct rate){NAN, root->given[i], NAN};
    schedule_construct(root, rates);
    root->reached = 0;
    memcpy(root->row, rates, root->count * sizeof *rates);
}

struct schedule *
schedule_make(const struct node *node, const struct schedule_run *run,
              struct rate *rates, size_t count, size_t lanes,
              struct arena *arena, struct error *error)
{
    struct schedule *root = arena_alloc(arena, 1, sizeof *root);
    struct decision *next;

    if (!root) {
        error_memory(error);
        return NULL;
    }
    *root = (struct schedule){
        .count = count,
        .lanes = lanes,
        .asked = *run,
        .keys = arena_alloc(arena, count, sizeof *root->keys),
        .row = arena_alloc(arena, count, sizeof *root->row),
        .given = arena_alloc(arena, count, sizeof *root->given),
        .ahead = arena_alloc(arena, AHEAD, sizeof *root->ahead),
    };
    if (!root->keys || !root->row || !root->given || !root->ahead) {
        error_memory(error);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        root->given[i] = rates[i].lr;
    if (!make(node, root, root, arena, error))
        return NULL;
    next = arena_alloc(arena, root->decision_count, sizeof *next);
    if (!next) {
        error_memory(error);
        return NULL;
    }
    root->decisions = next;
    deal_decisions(root, &next);
    root->direct = root->pure && !root->drives;
    construct_all(root, rates);
    note_moves(root, rates);
    schedule_set(root, 0, rates);
    return root;
}

void
schedule_construct(struct schedule *schedule, struct rate *rates)
{
    if (schedule->kind->construct)
        schedule->kind->construct(schedule, rates);
    else
        schedule_start(schedule, rates);
}

void
schedule_keep_base(struct schedule *schedule, struct rate *rates)
{
    for (size_t i = 0; i < schedule->count; i++) {
        if (isnan(rates[i].base))
            rates[i].base = rates[i].lr;
        schedule->base[i] = rates[i].base;
    }
}

void
schedule_start(struct schedule *schedule, struct rate *rates)
{
    schedule_keep_base(schedule, rates);
    schedule_advance(schedule, 0, rates);
}

void
schedule_advance(struct schedule *schedule, long t, struct rate *rates)
{
    if (schedule->kind->advance) {
        schedule->kind->advance(schedule, t, rates);
        return;
    }
    schedule_restart(schedule, rates);
    schedule->set(schedule, t, rates);
}

void
schedule_restart(const struct schedule *schedule, struct rate *rates)
{
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = schedule->base[i];
}

double
schedule_scale(const struct schedule *schedule, long t)
{
    return schedule->kind->scale ? schedule->kind->scale(schedule, t) : 1;
}

/* From the row that was reached, or from the beginning. */
static void
recurse(struct schedule *schedule, long t, struct rate *rates)
{
    double scale;

    if (t < schedule->reached)
        construct_all(schedule, rates);
    else
        memcpy(rates, schedule->row, schedule->count * sizeof *rates);
    while (schedule->reached < t)
        schedule_advance(schedule, ++schedule->reached, rates);
    memcpy(schedule->row, rates, schedule->count * sizeof *rates);
    scale = schedule_scale(schedule, t);
    if (scale != 1)
        rates_scale(schedule, rates, scale);
}

/* The node that sets row t as if it stood alone: what is active in a sequence
 * whose parts all start from the base. */
static void
find_active(struct schedule *root, long t)
{
    const struct schedule *node = root;

    root->from = 0;
    root->until = LONG_MAX;
    while (node->kind->active && !node->moves) {
        long from, until;
        size_t i =
            node->kind->active(node->self, t - root->from, &from, &until);

        node = &node->parts[i];
        if (until < root->until - root->from)
            root->until = root->from + until;
        root->from += from;
    }
    root->active = node;
    root->looks_ahead = root->count == 1 && node->kind->rows;
}

/* The one rate of row t, and those of the rows after it where t itself comes
 * after those that were computed. */
INSTANCE
look_ahead(struct schedule *root, long t, struct rate *rates)
{
    long count = t == root->first + (long)root->ready ? AHEAD : 1;

    if (count > root->until - t)
        count = root->until - t;
    root->active->kind->rows(root->active, t - root->from, (size_t)count,
                             root->ahead);
    root->first = t;
    root->ready = (size_t)count;
    rates->lr = *root->ahead;
}

/* A row outside of what the active node knows. */
INSTANCE
find_row(struct schedule *schedule, long t, struct rate *rates)
{
    if (!schedule->pure) {
        recurse(schedule, t, rates);
        return;
    }
    if (schedule->direct) {
        find_active(schedule, t);
        schedule_row(schedule, t, rates);
        return;
    }
    rates_restart(schedule, rates);
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].momentum = schedule->row[i].momentum;
    schedule->set(schedule, t, rates);
}

void
schedule_row(struct schedule *schedule, long t, struct rate *rates)
{
    if (t < schedule->from || t >= schedule->until) {
        find_row(schedule, t, rates);
        return;
    }
    if (schedule->looks_ahead) {
        look_ahead(schedule, t, rates);
        return;
    }
    rates_restart(schedule, rates);
    schedule->active->set(schedule->active, t - schedule->from, rates);
}

void
schedule_observe(struct schedule *schedule, long t, const double *metric)
{
    if (schedule->kind->observe)
        schedule->kind->observe(schedule, t, metric);
}

void
schedule_forget(struct schedule *schedule)
{
    for (size_t i = 0; i < schedule->decision_count; i++)
        schedule->decisions[i].better = schedule->decisions[i].reduced = 0;
}

void
schedule_mark_later(struct schedule *schedule)
{
    schedule->later = true;
    for (size_t i = 0; i < schedule->part_count; i++)
        schedule_mark_later(&schedule->parts[i]);
}
