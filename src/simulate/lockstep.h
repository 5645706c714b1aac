/* lockstep.h -- runs of one spec side by side, a lane each.
 *
 * They differ in the optimizer's own rate and in where they start.  Each comes
 * to the same, to the bit, as it does alone. */
#ifndef SIMULATE_LOCKSTEP_H
#define SIMULATE_LOCKSTEP_H

#include "simulate/row_sample.h"
#include "simulate/outcome.h"
#include "simulate/simulation.h"

/* What one run differs by, and what it came to. */
struct lane_run {
    double lr;           /* the optimizer's own */
    const double *start; /* [dim] */
    struct outcome outcome;
    struct row_sample *sample; /* NULL: no rows are kept */
};

/* Whether runs of a spec can be simulated so. */
bool lockstep_fits(const struct simulation *simulation);

/* Simulates `count` runs, at most LANES.  `simulation` is that of the spec as
 * it stands, and `follows[group]` says whose rate is the optimizer's own. */
bool lockstep_run(const struct simulation *simulation, const bool *follows,
                  double target, struct lane_run *runs, size_t count,
                  struct arena *arena, struct error *error);

#endif
