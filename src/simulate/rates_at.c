/* rates_at.c -- simulates a schedule up to the last of the rows. */
#include "simulate/rates_at.h"

struct rates_follower {
    const struct rates_at *rates;
    const double *lr;
    size_t next;
};

static long
keep_row(void *context, long t)
{
    struct rates_follower *kept = context;
    const struct rates_at *rates = kept->rates;

    while (kept->next < rates->count && rates->rows[kept->next] == t)
        rates->values[kept->next++] = *kept->lr;
    return kept->next < rates->count ? rates->rows[kept->next] : NO_ROW;
}

bool
rates_at_fill(const struct spec *spec, const struct rates_at *rates,
              struct arena *arena, struct error *error)
{
    struct rates_follower kept = {.rates = rates};
    struct simulation simulation;
    struct follower follower = {&kept, 0, keep_row};

    if (!simulation_make(&simulation, spec, false, arena, error))
        return false;
    if (rates->group >= simulation.groups.count)
        return error_plain(error, STATUS_WRONG, "there is no group %zu",
                           rates->group);
    kept.lr = &simulation.rates[rates->group].lr;
    follower.first = rates->rows[kept.next];
    simulate(&simulation, rates->rows[rates->count - 1], &follower);
    return true;
}

struct first_follower {
    struct first_rates *rates;
    const double *lr;
};

static long
keep_first(void *context, long t)
{
    const struct first_follower *kept = context;

    kept->rates->values[t] = *kept->lr;
    return t + 1;
}

bool
first_rates_fill(const struct spec *spec, struct first_rates *rates,
                 struct arena *arena, struct error *error)
{
    struct first_follower kept = {.rates = rates};
    struct follower follower = {&kept, 0, keep_first};
    struct simulation simulation;

    rates->values = arena_alloc(arena, rates->count, sizeof *rates->values);
    if (!rates->values)
        return error_memory(error);
    if (!simulation_make(&simulation, spec, false, arena, error))
        return false;
    rates->base = simulation.groups.items[0].lr;
    kept.lr = &simulation.rates[0].lr;
    simulate(&simulation, (long)rates->count - 1, &follower);
    return true;
}
