/* gradient_ops.h -- what changes a gradient before the optimizer sees it:
 * noise, accumulation, and three kinds of clipping. */
#ifndef SIMULATE_GRADIENT_OPS_H
#define SIMULATE_GRADIENT_OPS_H

#include "simulate/param_group.h"

/* The gradient of a run, and what the operations need. */
struct gradient_ops {
    const struct gradient_options *options;
    const struct param_groups *groups;
    uint64_t seed, run;
    size_t dim;
    const double *x;
    double *values;
};

/* Applies all operations to the values, which are the exact gradient.  All
 * evaluations of step t have the same noise, as they see the same batch. */
void gradient_ops_apply(const struct gradient_ops *ops, long t);

/* The 2-norm of a vector, also where squares overflow. */
double norm2(const double *vector, size_t size);

#endif
