/* ema.h -- an exponential moving average of the parameters. */
#ifndef SIMULATE_EMA_H
#define SIMULATE_EMA_H

#include "spec/spec.h"

struct ema {
    const struct ema_options *options; /* NULL: there is none */
    size_t size;
    double *values; /* shown by rows */
    double *mean;   /* without bias correction; may be the values */
    double missing; /* the product of all decays */
};

/* Starts at the first parameters; false without memory. */
bool ema_make(struct ema *ema, const struct ema_options *options, size_t size,
              const double *x, struct arena *arena);

/* After update t = 1, 2, … */
void ema_follow(struct ema *ema, long t, const double *x);

#endif
