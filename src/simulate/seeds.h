/* seeds.h -- runs that differ in their seed, in lockstep, told as one: by the
 * median and the quartiles of their losses. */
#ifndef SIMULATE_SEEDS_H
#define SIMULATE_SEEDS_H

#include "simulate/simulation.h"

struct seeds {
    size_t count, live;       /* those that have not diverged */
    struct simulation **runs; /* which come first */
    double *values;           /* [count] of a row, to be sorted */
    double q1, q3;            /* of the loss; the front has its median */
};

/* Runs with the front's spec and the seeds seed, seed + 1, …; the front, which
 * is prepared, tells them. */
bool seeds_make(struct simulation *front, long count, struct arena *arena,
                struct error *error);

/* As simulate().  A loss that is not finite, and that of a run which has
 * diverged, counts as inf; the front diverges with the last run.  Rates are
 * medians too, since a plateau hears its own run. */
void seeds_simulate(struct simulation *front, long last,
                    const struct follower *follower);

#endif
