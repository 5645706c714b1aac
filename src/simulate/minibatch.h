/* minibatch.h -- updates that see a part of the problem's data. */
#ifndef SIMULATE_MINIBATCH_H
#define SIMULATE_MINIBATCH_H

#include <stdbool.h>

struct arena;
struct simulation;

/* Of a problem with batches. */
struct minibatch {
    long every;  /* rows from one loss over all data to the next; 0: 1 */
    long last;   /* the last row has it in any case */
    double *sum; /* [dim], where an update takes several batches */
};

/* After x is made; false without memory. */
bool minibatch_make(struct simulation *simulation, struct arena *arena);

/* Loss, gradient's norm and the gradient of update t, in row t. */
void minibatch_row(struct simulation *simulation, long t);

/* Value and gradient at the present x, of what update t sees. */
void minibatch_evaluate(struct simulation *simulation, long t, double *value);

#endif
