/* minibatch.h -- updates that see a batch of the problem's data. */
#ifndef SIMULATE_MINIBATCH_H
#define SIMULATE_MINIBATCH_H

#include <stdbool.h>

struct arena;
struct simulation;

/* How a problem with batches is evaluated. */
struct minibatch {
    long every;  /* rows between losses over all data; 0: 1 */
    long last;   /* row, which always has that loss */
    double *sum; /* [dim], where an update accumulates batches */
};

/* Call it after x is made; false without memory. */
bool minibatch_make(struct simulation *simulation, struct arena *arena);

/* Evaluates row t: the loss and the norm of the gradient over all data, and
 * the gradient of update t. */
void minibatch_row(struct simulation *simulation, long t);

/* Evaluates the batches of update t at the present x. */
void minibatch_evaluate(struct simulation *simulation, long t, double *value);

#endif
