/* recorder.h -- hands the rows that are wanted to the outputs. */
#ifndef SIMULATE_RECORDER_H
#define SIMULATE_RECORDER_H

#include "output/format.h"
#include "simulate/statistics.h"
#include "simulate/until.h"

/* One output, and the columns that it shows. */
struct sink {
    struct columns columns;
    struct frame frame;
    const double ***runs; /* of several simulations, where each has its
                           * values; NULL: there is one */
    double *row;
    struct output output;
    struct stream stream;
};

struct recorder {
    struct simulation *simulation;
    long first;           /* there are no rows before it */
    long from, to, every; /* rows: each `every`-th and the last */
    long last;            /* row that is simulated: `to`, or a later one */
    size_t count;
    struct sink **sinks;
    struct stream **streams;       /* theirs */
    struct statistics *statistics; /* NULL: none are wanted */
    struct until until;
    /* Called now and then with the row that is reached; NULL: never. */
    void (*progress)(void *context, long t);
    void *progress_context;
    size_t work; /* since the last call */
};

/* The rows of a simulation, to all sinks. */
void recorder_run(struct recorder *recorder);

/* Writes what comes after the rows, and gives the files their names: all of
 * them, or none. */
bool recorder_finish(struct recorder *recorder, struct error *error);

/* Removes what has no name yet. */
void recorder_discard(struct recorder *recorder);

#endif
