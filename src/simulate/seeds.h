/* seeds.h -- runs that differ in their seed, reported as one run by the median
 * and the quartiles of their losses. */
#ifndef SIMULATE_SEEDS_H
#define SIMULATE_SEEDS_H

#include "simulate/simulation.h"

struct seeds {
    size_t count, live;       /* not diverged */
    struct simulation **runs; /* the live ones come first */
    double *values;           /* [count] scratch for sorting */
    bool bare;                /* no statistics of rows are needed */
    double q1, q3;            /* of the loss; the front has the median */
};

/* Makes runs of the front's spec with the seeds seed, seed + 1, …; the front, a
 * prepared simulation, reports them.  --seeds is the place of an error. */
bool seeds_make(struct simulation *front, long count, struct arena *arena,
                struct error *error);

/* The number of a live run, counted by its seed from 0. */
size_t seed_number(const struct simulation *front, size_t live);

/* simulate() for a front.  Losses that are not finite, and those of diverged
 * runs, count as inf; the front diverges with the last run.  Rates are medians
 * too, since each plateau schedule receives the losses of its own run. */
void seeds_simulate(struct simulation *front, long last,
                    const struct follower *follower);

#endif
