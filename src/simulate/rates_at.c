/* rates_at.c -- a follower that keeps rates. */
#include "simulate/rates_at.h"

struct rates_follower {
    const struct curve *curve;
    const double *lr;
    size_t next;
};

static long
keep_row(void *context, long t)
{
    struct rates_follower *kept = context;
    const struct curve *curve = kept->curve;

    while (kept->next < curve->count && curve->rows[kept->next] == t)
        curve->values[kept->next++] = *kept->lr;
    return kept->next < curve->count ? curve->rows[kept->next] : NO_ROW;
}

bool
curve_fill(const struct spec *spec, const struct curve *curve,
           struct arena *arena, struct error *error)
{
    struct rates_follower kept = {.curve = curve};
    struct simulation simulation;
    struct follower follower = {&kept, 0, keep_row};

    if (!simulation_make(&simulation, spec, false, arena, error))
        return false;
    if (curve->group >= simulation.groups.count)
        return error_plain(error, STATUS_WRONG, "there is no group %zu",
                           curve->group);
    kept.lr = &simulation.rates[curve->group].lr;
    follower.first = curve->rows[kept.next];
    simulate(&simulation, curve->rows[curve->count - 1], &follower);
    return true;
}
