/* row_progress.h -- calls back now and then while rows are simulated. */
#ifndef SIMULATE_ROW_PROGRESS_H
#define SIMULATE_ROW_PROGRESS_H

#include "simulate/seeds.h"

struct row_progress {
    void (*call)(void *context, long t); /* NULL: never */
    void *context;
    size_t work; /* since the last call */
};

/* Counts row t; a call comes after so many parameters were updated that the
 * clock costs nothing beside them. */
static inline void
row_progress_count(struct row_progress *progress,
                   const struct simulation *simulation, long t)
{
    enum { WORK = 1 << 22 };
    const struct seeds *seeds = simulation->seeds;

    progress->work += (simulation->dim + 16) * (seeds ? seeds->count : 1);
    if (!progress->call || progress->work < WORK)
        return;
    progress->call(progress->context, t);
    progress->work = 0;
}

#endif
