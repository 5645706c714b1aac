/* warnings.c -- collects warnings, each with its place. */
#include "schedule/warnings.h"

#include "schedule/schedule.h"

struct error *
warning_add(struct warnings *warnings)
{
    static struct error nowhere;
    struct warning *warning = arena_alloc(warnings->arena, 1, sizeof *warning);

    if (!warning) {
        warnings->failed = true;
        return &nowhere;
    }
    if (warnings->last)
        warnings->last->next = warning;
    else
        warnings->first = warning;
    warnings->last = warning;
    warnings->count++;
    return &warning->error;
}

void
schedule_warn(const struct node *node, long updates, struct warnings *warnings)
{
    const struct schedule_kind *kind = schedule_kind_of(node);

    if (kind->warn)
        kind->warn(node, updates, warnings);
}

void
warn_of_rise(const struct place *place, long steps, long updates,
             struct warnings *warnings)
{
    long most = warnings->followed ? updates : updates - 1;

    if (!warnings->running && updates > 0 && steps > most)
        error_at(warning_add(warnings), place,
                 "the rise takes %ld steps and %ld updates use it: the base "
                 "rate is never reached; must be at most %ld",
                 steps, updates, most);
}
