/* sweep.h -- makes the runs of a sweep: one row each, in their order, whatever
 * the numbers of threads and lanes. */
#ifndef SWEEP_SWEEP_H
#define SWEEP_SWEEP_H

#include "output/format.h"
#include "sweep/fingerprint.h"
#include "sweep/queue.h"
#include "sweep/workers.h"

struct sweep {
    /* The caller's, set before sweep_prepare(). */
    struct arena *arena;
    struct sweep_request request;
    void *context;
    /* Takes a row of `frame`; false ends the sweep. */
    bool (*row)(void *context, const double *values);
    /* Called now and then by one thread at a time, with the number of runs
     * that are made and not yet rows; NULL: never. */
    void (*progress)(void *context, size_t made);
    /* From sweep_prepare() on. */
    struct grid grid;
    struct shard shard;
    struct fingerprint fingerprint;
    struct queue queue;
    struct store store;
    struct frame frame; /* its `header` may be changed */
    size_t loss_column; /* that of the final loss */
    double *values;     /* [frame.count] the present row */
    uint64_t written;   /* rows so far */
    /* The sweep's own. */
    struct workers workers;
    struct frame stored_frame;
    const char *label;    /* the text of the column "sweep" */
    const char *checksum; /* that of the column "checksum" */
    char checksum_text[CHECKSUM_SIZE];
    struct run_result *results; /* [block_most] */
    uint64_t *runs;             /* [block_most] their numbers */
    size_t block, block_most;   /* runs that are made before their rows */
};

/* Reads the request, and checks that all runs can be loaded. */
bool sweep_prepare(struct sweep *sweep, struct error *error);

/* Opens the database, where there is one, and makes the runs. */
bool sweep_run(struct sweep *sweep, struct error *error);

/* Closes the database, also after an error. */
void sweep_close(struct sweep *sweep);

#endif
