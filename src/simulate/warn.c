/* warn.c -- what a whole simulation says of itself before it runs. */
#include <math.h>

#include "simulate/simulation.h"

/* More rows than these are not looked through for a rate of zero. */
enum { LOOKED_AT = 1 << 20 };

/* The lowest number that plateaus may hear; NAN: not known. */
static double
lowest_metric(const struct simulation *simulation)
{
    const struct reals *metric = &simulation->spec->metric;
    double lowest = INFINITY;

    if (metric->count == 0)
        return problem_minimum(&simulation->spec->problem);
    for (size_t i = 0; i < metric->count; i++)
        lowest = fmin(lowest, metric->values[i]);
    return lowest;
}

static bool
is_zero(const struct simulation *simulation)
{
    for (size_t g = 0; g < simulation->tensors.count; g++)
        if (simulation->rates[g].lr == 0 && simulation->tensors.items[g].lr > 0)
            return true;
    return false;
}

/* The first update whose rate is zero, among the rows at either end. */
static void
warn_of_zero(struct simulation *simulation, long rows,
             struct warnings *warnings)
{
    long some = simulation->schedule->direct ? LOOKED_AT / 2 : LOOKED_AT;

    for (long t = 0; t < rows; t++) {
        if (t == some && rows > LOOKED_AT && !simulation->schedule->direct)
            return;
        if (t == some && rows > LOOKED_AT)
            t = rows - LOOKED_AT / 2;
        schedule_set(simulation->schedule, t, simulation->rates);
        if (!is_zero(simulation))
            continue;
        error_at(warning_add(warnings), simulation->spec->schedule.place,
                 "the rate of update %ld is 0, which changes nothing; must "
                 "stay above 0",
                 simulation->spec->interval == INTERVAL_EPOCH
                     ? t * simulation->spec->steps_per_epoch
                     : t);
        return;
    }
}

void
simulation_warn(struct simulation *simulation, struct warnings *warnings)
{
    const struct spec *spec = simulation->spec;
    long rows = simulation_clock_rows(spec);

    warnings->lowest_metric = lowest_metric(simulation);
    if (simulation->schedule)
        schedule_warn(&spec->schedule, rows, warnings);
    if (warnings->running)
        return;
    if (simulation->schedule && !simulation->schedule->hears)
        warn_of_zero(simulation, rows, warnings);
    for (size_t g = 0; g < simulation->tensors.count; g++)
        if (simulation->rates[g].base != 0 || rows == 0)
            return;
    error_at(warning_add(warnings), node_place(&spec->optimizer, "lr"),
             "no parameter ever moves at a rate of 0; must be above 0");
}
