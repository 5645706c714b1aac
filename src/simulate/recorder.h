/* recorder.h -- hands the wanted rows of a simulation to outputs. */
#ifndef SIMULATE_RECORDER_H
#define SIMULATE_RECORDER_H

#include "output/outputs.h"
#include "simulate/columns.h"
#include "simulate/row_progress.h"
#include "simulate/statistics.h"
#include "simulate/until.h"

/* What outputs with this frame get of each row: the values of the columns, at
 * the end of `row`; what is before them stays. */
struct recorded {
    const struct frame *frame;
    struct columns columns;
    double *row; /* [frame->count] */
};

enum { RECORDED_MOST = 2 }; /* tables and pictures */

struct recorder {
    struct simulation *simulation;
    long first;           /* there are no rows before it */
    long from, to, every; /* rows: each `every`-th and the last */
    long last;            /* row that is simulated: `to`, or a later one */
    struct outputs *outputs;
    size_t count;
    struct recorded recorded[RECORDED_MOST];
    struct statistics *statistics; /* NULL: none are wanted */
    struct until until;
    struct row_progress progress;
};

/* Adds a frame with the columns of this simulation, which are its last; false:
 * out of memory. */
bool recorder_add(struct recorder *recorder, const struct frame *frame,
                  const struct columns *columns, struct arena *arena);

/* Simulates, and hands the rows to the outputs. */
void recorder_run(struct recorder *recorder);

#endif
