/* rates_at.c -- a follower that keeps rates. */
#include "simulate/rates_at.h"

struct keeper {
    const struct curve *curve;
    const double *lr;
    size_t next;
};

static long
keep_row(void *context, long t)
{
    struct keeper *keeper = context;
    const struct curve *curve = keeper->curve;

    while (keeper->next < curve->count && curve->rows[keeper->next] == t)
        curve->values[keeper->next++] = *keeper->lr;
    return keeper->next < curve->count ? curve->rows[keeper->next] : NO_ROW;
}

bool
curve_fill(const struct spec *spec, const struct curve *curve,
           struct arena *arena, struct error *error)
{
    struct keeper keeper = {.curve = curve};
    struct simulation simulation;
    struct follower follower = {&keeper, 0, keep_row};

    if (!simulation_make(&simulation, spec, false, arena, error))
        return false;
    if (curve->group >= simulation.groups.count)
        return error_plain(error, STATUS_WRONG, "there is no group %zu",
                           curve->group);
    keeper.lr = &simulation.rates[curve->group].lr;
    follower.first = curve->rows[keeper.next];
    simulate(&simulation, curve->rows[curve->count - 1], &follower);
    return true;
}
