/* sweep_request.h -- what a sweep is made of, as plain values. */
#ifndef SWEEP_SWEEP_REQUEST_H
#define SWEEP_SWEEP_REQUEST_H

#include "spec/spec_input.h"

struct sweep_request {
    struct spec_input input; /* of every run, without what varies */
    size_t vary_count;
    const char *const *vary; /* [vary_count] "PATH=VALUES" */
    long random;             /* runs to draw; INTEGER_NULL: all combinations */
    const char *shard;       /* "I/N", "auto" or "auto/N"; NULL: all runs */
    double target;           /* NAN: none */
    const char *until;       /* condition that ends a run; NULL: none */
    size_t jobs;             /* threads; 0: one per processor */
    size_t lanes;            /* runs that a thread makes together, 1 to LANES */
    const char *database;    /* path; NULL: none */
    bool resume;             /* continue the database */
    long keep_rows;          /* per run, in the database; INTEGER_NULL: none */
};

#endif
