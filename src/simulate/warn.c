/* warn.c -- what a whole simulation says of itself before it runs. */
#include <math.h>

#include "simulate/simulation.h"

/* More rows than these are not looked through. */
enum { LOOKED_AT = 1 << 22 };

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

/* Says of update t what no update should have: a rate that is 0 where the
 * group's own is not, or that is not finite. */
static bool
is_wrong(const struct simulation *simulation, long t, struct warnings *warnings)
{
    const struct spec *spec = simulation->spec;
    long update =
        spec->interval == INTERVAL_EPOCH ? t * spec->steps_per_epoch : t;

    for (size_t g = 0; g < simulation->groups.count; g++) {
        double lr = simulation->rates[g].lr;

        if (isfinite(lr) && (lr != 0 || simulation->groups.items[g].lr == 0))
            continue;
        if (lr == 0)
            error_at(warning_add(warnings), spec->schedule.place,
                     "the rate of update %ld is 0, which changes nothing; must "
                     "stay above 0",
                     update);
        else
            error_at(warning_add(warnings), spec->schedule.place,
                     "the rate of update %ld is no finite number", update);
        return true;
    }
    return false;
}

/* The rows at either end, or those from the start where each is made from the
 * one before. */
static void
warn_of_rates(struct simulation *simulation, long rows,
              struct warnings *warnings)
{
    bool direct = simulation->schedule->direct;
    long some = direct ? LOOKED_AT / 2 : LOOKED_AT;

    for (long t = 0; t < rows; t++) {
        if (t == some && rows > LOOKED_AT) {
            if (!direct)
                return;
            t = rows - LOOKED_AT / 2;
        }
        schedule_set(simulation->schedule, t, simulation->rates);
        if (is_wrong(simulation, t, warnings))
            return;
    }
}

static double
highest_rate(const struct simulation *simulation)
{
    double highest = 0;

    for (size_t g = 0; g < simulation->groups.count; g++)
        highest = fmax(highest, simulation->groups.items[g].lr);
    return highest;
}

void
simulation_warn(struct simulation *simulation, struct warnings *warnings)
{
    const struct spec *spec = simulation->spec;
    long rows = simulation_clock_rows(spec);

    warnings->lowest_metric = lowest_metric(simulation);
    warnings->highest_rate = highest_rate(simulation);
    if (simulation->schedule)
        schedule_warn(&spec->schedule, rows, warnings);
    if (warnings->running)
        return;
    if (simulation->schedule && !simulation->schedule->hears)
        warn_of_rates(simulation, rows, warnings);
    if (!simulation->schedule && rows > 0 && warnings->highest_rate == 0)
        error_at(warning_add(warnings), node_place(&spec->optimizer, "lr"),
                 "no parameter ever moves at a rate of 0; must be above 0");
}
