/* optimizer.h -- the family of optimizers: state and a step over vectors. */
#ifndef OPTIMIZER_OPTIMIZER_H
#define OPTIMIZER_OPTIMIZER_H

#include "base/lanes.h"
#include "spec/table.h"

/* One line a kind, in the order in which they are listed. */
#define OPTIMIZERS(X)                                                          \
    X(sgd)                                                                     \
    X(adam)                                                                    \
    X(adamw)

extern const struct family optimizer_family;

/* One update of one parameter group.  Vectors are [size][lanes]; what is one
 * number for each run is [lanes].  There are at most LANES lanes. */
struct update {
    size_t size, lanes;
    long t;                 /* updates made before, from 0 */
    const double *lr;       /* [lanes] */
    const double *momentum; /* [lanes]: momentum or beta1, where a schedule
                             * drives it; else NULL */
    const double *gradient;
    double *x;
    double *state; /* the kept vectors, one after the other; 0 at first */
};

struct optimizer {
    struct kind kind;
    /* How many vectors the options make it keep. */
    size_t (*vectors)(const void *self);
    void (*step)(const void *self, const struct update *update);
};

/* Defines the function NAME(self, update), which calls the kernel with
 * (self, update, gradient, x, state, variant, lanes, few), so that the
 * compiler sees the last three. */
#define STEP_FUNCTION(name, kernel, type, variant)                             \
    LANES_FUNCTION(name, (const type *self, const struct update *update),      \
                   (self, update), update->size, update->lanes, kernel, self,  \
                   update, update->gradient, update->x, update->state,         \
                   variant)

const struct optimizer *optimizer_of(const struct kind *kind);

/* 1 - beta^t, without a power of what falls into denormals. */
double bias_correction(double beta, long t);

#endif
