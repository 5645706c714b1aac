/* warn.c -- warnings about a whole simulation before it runs. */
#include <math.h>

#include "simulate/simulation.h"

/* Rows that are checked at most. */
enum { CHECKED = 1 << 22 };

/* The lowest metric that plateaus can receive; NAN: unknown. */
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

/* Warns if update t has a rate that is not finite, or 0 though that of the
 * group is not. */
static bool
warn_of_rate(const struct simulation *simulation, long t,
             struct warnings *warnings)
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
                     "the rate of update %ld is not a finite number", update);
        return true;
    }
    return false;
}

/* Checks the rows at both ends, or only the first ones if each needs the one
 * before. */
static void
warn_of_rates(struct simulation *simulation, long rows,
              struct warnings *warnings)
{
    bool direct = simulation->schedule->direct;
    long some = direct ? CHECKED / 2 : CHECKED;

    for (long t = 0; t < rows; t++) {
        if (t == some && rows > CHECKED) {
            if (!direct)
                return;
            t = rows - CHECKED / 2;
        }
        schedule_set(simulation->schedule, t, simulation->rates);
        if (warn_of_rate(simulation, t, warnings))
            return;
    }
}

static double
highest_base_rate(const struct simulation *simulation)
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
    warnings->highest_rate = highest_base_rate(simulation);
    if (simulation->schedule)
        schedule_warn(&spec->schedule, rows, warnings);
    if (warnings->running)
        return;
    if (simulation->schedule && !simulation->schedule->uses_metric)
        warn_of_rates(simulation, rows, warnings);
    if (!simulation->schedule && rows > 0 && warnings->highest_rate == 0)
        error_at(warning_add(warnings), node_place(&spec->optimizer, "lr"),
                 "with a rate of 0 no parameter changes; must be above 0");
}
