/* expected.h -- the expected loss of a run, over all seeds, without any. */
#ifndef SIMULATE_EXPECTED_H
#define SIMULATE_EXPECTED_H

#include "base/arena.h"
#include "base/error.h"

struct simulation;

struct expected {
    double loss;     /* of the present row */
    double *moments; /* [dim][3]: E[x^2], E[xv], E[v^2], see optimizer.h */
};

/* Prepares it for a simulation that is made; an error where the expectation is
 * not known. */
bool expected_make(struct simulation *simulation, struct arena *arena,
                   struct error *error);

/* The loss of the row, and what update t does to the moments. */
void expected_row(struct simulation *simulation);
void expected_update(struct simulation *simulation);

#endif
