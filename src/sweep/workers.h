/* workers.h -- makes the runs of a sweep on all cores. */
#ifndef SWEEP_WORKERS_H
#define SWEEP_WORKERS_H

#include "sweep/grid.h"

struct workers {
    const struct grid *grid;
    size_t jobs, lanes; /* threads; runs that each makes together */
    /* Called by one thread at a time with the number of runs done; NULL:
     * never. */
    void (*progress)(void *context, size_t done);
    void *progress_context;
};

struct run_result {
    uint64_t run, class;
    struct outcome outcome;
    struct row_sample sample; /* its rows are the caller's memory */
};

/* Checks that all runs of the grid can be loaded; the error is that of the
 * first that cannot. */
bool workers_check(const struct workers *workers, struct error *error);

/* Makes the runs results[i].run. */
bool workers_run(const struct workers *workers, struct run_result *results,
                 size_t count, struct error *error);

#endif
