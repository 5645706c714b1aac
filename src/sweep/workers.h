/* workers.h -- the runs of a sweep, on all cores. */
#ifndef SWEEP_WORKERS_H
#define SWEEP_WORKERS_H

#include "sweep/grid.h"

struct workers {
    const struct grid *grid;
    size_t jobs, lanes;
    /* Called by one thread now and then, with the runs that are done; NULL:
     * never. */
    void (*progress)(void *context, size_t done);
    void *progress_context;
};

/* One run, and what it came to. */
struct run_result {
    uint64_t run, class;
    struct outcome outcome;
    struct row_sample sample; /* its room is the caller's */
};

/* How many jobs there are where the user has not said. */
size_t workers_jobs(const struct options *view);

/* Whether all runs of the variants can be made: the error is that of the first
 * that cannot. */
bool workers_check(const struct workers *workers, struct error *error);

/* Makes these runs; entries[i].run says which. */
bool workers_run(const struct workers *workers, struct run_result *results,
                 size_t count, struct error *error);

#endif
