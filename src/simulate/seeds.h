/* seeds.h -- runs that differ in their seed, in lockstep, told as one: by the
 * median and the quartiles of their losses. */
#ifndef SIMULATE_SEEDS_H
#define SIMULATE_SEEDS_H

#include "simulate/simulation.h"

struct seeds {
    size_t count, live;       /* those that have not diverged */
    struct simulation **runs; /* which come first */
    double *values;           /* [count] of a row, to be sorted */
    bool bare;                /* rows need not be summed up */
    double q1, q3;            /* of the loss; the front has its median */
};

/* Runs with the front's spec and the seeds seed, seed + 1, …; the front, which
 * is prepared, tells them.  An error of --seeds where there are too many. */
bool seeds_make(struct simulation *front, long count, struct arena *arena,
                struct error *error);

/* How many seeds come before that of a live run. */
size_t seed_number(const struct simulation *front, size_t live);

/* What simulate() does with a front.  A loss that is not finite, and that of a
 * run which has diverged, counts as inf; the front diverges with the last run.
 * Rates are medians too, since a plateau hears its own run. */
void seeds_simulate(struct simulation *front, long last,
                    const struct follower *follower);

#endif
