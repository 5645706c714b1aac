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
 * (self, update, gradient, x, state, variant, lanes, few) so that the compiler
 * sees the last three.  Where a run has `few` parameters they are stepped one
 * by one: a load of two would have to wait until the problem's single stores
 * have left for the cache. */
#define STEP_INSTANCE(name, kernel, type, ...)                                 \
    LANES_INSTANCE(name, STEP_PARAMETERS(type), kernel, self, update,          \
                   update->gradient, update->x, update->state, __VA_ARGS__)
#define STEP_FUNCTION(name, kernel, type, variant)                             \
    STEP_INSTANCE(name##_few, kernel, type, variant, 1, true)                  \
    STEP_INSTANCE(name##_one, kernel, type, variant, 1, false)                 \
    STEP_INSTANCE(name##_batch, kernel, type, variant, LANES, false)           \
    STEP_INSTANCE(name##_any, kernel, type, variant, update->lanes, false)     \
    static void name STEP_PARAMETERS(type)                                     \
    {                                                                          \
        if (update->lanes == 1 && update->size < FEW)                          \
            name##_few(self, update);                                          \
        else if (update->lanes == 1)                                           \
            name##_one(self, update);                                          \
        else if (update->lanes == LANES)                                       \
            name##_batch(self, update);                                        \
        else                                                                   \
            name##_any(self, update);                                          \
    }
#define STEP_PARAMETERS(type) (const type *self, const struct update *update)
enum { FEW = 5 };

/* In the loop over parameters. */
#if defined __GNUC__
#define ONE_BY_ONE(few)                                                        \
    do {                                                                       \
        if (few)                                                               \
            __asm__ volatile("");                                              \
    } while (0)
#else
#define ONE_BY_ONE(few) (void)(few)
#endif

const struct optimizer *optimizer_of(const struct kind *kind);

/* 1 - beta^t, without a power of what falls into denormals. */
double bias_correction(double beta, long t);

#endif
