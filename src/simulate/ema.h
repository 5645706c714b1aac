/* ema.h -- a running mean of the parameters, beside a run. */
#ifndef SIMULATE_EMA_H
#define SIMULATE_EMA_H

#include "spec/spec.h"

struct ema {
    const struct ema_options *options; /* NULL: there is none */
    size_t size;
    double *values; /* that a row shows */
    double *mean;   /* not corrected; the values themselves where it need not */
    double missing; /* the product of all decays */
};

/* Starts from the first parameters; false without memory. */
bool ema_make(struct ema *ema, const struct ema_options *options, size_t size,
              const double *x, struct arena *arena);

/* Follows after update t = 1, 2, … */
void ema_follow(struct ema *ema, long t, const double *x);

#endif
