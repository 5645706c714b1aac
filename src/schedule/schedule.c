/* schedule.c -- nodes at run time. */
#include "schedule/schedule.h"

#include <math.h>

#include "schedule/ramp.h"

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
                            "parameter groups, not of %zu; the groups are "
                            "those of optimizer.param_groups",
                            groups, count);
    }
    return true;
}

bool
schedule_check_below(const struct node *node, const char *name, double rate,
                     bool strict, struct error *error)
{
    double value = kind_real(node->kind, node->self, name);

    return isnan(value) || value < rate || (value == rate && !strict) ||
           error_at(error, node_place(node, name),
                    "must be %s the optimizer's rate, %g, not %g",
                    strict ? "below" : "at most", rate, value);
}

static bool
make_parts(struct schedule *schedule, const struct nodes *parts,
           size_t *plateaus, struct arena *arena, struct error *error)
{
    schedule->part_count = parts->count;
    schedule->parts = arena_alloc(arena, parts->count, sizeof *schedule->parts);
    if (!schedule->parts)
        return error_memory(error);
    for (size_t i = 0; i < parts->count; i++) {
        struct schedule *part = &schedule->parts[i];

        part->run = schedule->run;
        part->keys = schedule->keys;
        part->count = schedule->count;
        part->lanes = schedule->lanes;
        if (!schedule_make_node(part, &parts->items[i], plateaus, arena, error))
            return false;
        schedule->uses_metric = schedule->uses_metric || part->uses_metric;
        schedule->drives = schedule->drives ? schedule->drives : part->drives;
    }
    return true;
}

static void
set_share(const struct schedule *schedule, long t, struct rate *rates)
{
    rates_share(schedule, rates, schedule->kind->share(schedule, t));
}

static void
set_rate(const struct schedule *schedule, long t, struct rate *rates)
{
    rates_set(schedule, rates, schedule->kind->rate(schedule, t));
}

/* Which function sets a row, and what it needs. */
static void
choose_set(struct schedule *schedule)
{
    const struct schedule_kind *kind = schedule->kind;

    schedule->set = kind->set     ? kind->set
                    : kind->share ? set_share
                    : kind->rate  ? set_rate
                    : kind->ramp  ? ramp_set
                                  : NULL;
    if (kind->ramp)
        *(struct ramp_phases *)schedule->state =
            ramp_phases(schedule->self, kind->ramp);
    schedule->closed_form = schedule->set || kind->power;
    schedule->factor = kind->power != NULL;
}

bool
schedule_make_node(struct schedule *schedule, const struct node *node,
                   size_t *plateaus, struct arena *arena, struct error *error)
{
    const struct schedule_kind *kind = schedule_kind_of(node);
    const struct nodes parts = schedule_parts(node);
    size_t size = kind->memory ? kind->memory(node->self)
                  : kind->ramp ? sizeof(struct ramp_phases)
                               : kind->state_size;
    size_t groups = schedule->count / schedule->lanes;

    if (!check_each(node, groups, error) ||
        (kind->ramp && !ramp_fits(node, error)) ||
        (kind->fits && !kind->fits(node, schedule->run, error)))
        return false;
    schedule->kind = kind;
    schedule->self = node->self;
    schedule->continues = kind->continues;
    schedule->uses_metric = kind->observe && !schedule_holds_parts(node->kind);
    schedule->base = arena_alloc(arena, schedule->count, sizeof(double));
    schedule->state = arena_alloc(arena, schedule->lanes, size);
    if (!schedule->base || !schedule->state)
        return error_memory(error);
    choose_set(schedule);
    *plateaus += schedule->uses_metric;
    if (!make_parts(schedule, &parts, plateaus, arena, error))
        return false;
    if (kind->adjust)
        kind->adjust(schedule, node);
    if (schedule->factor)
        schedule->set = schedule_set_factor;
    return true;
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
