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
