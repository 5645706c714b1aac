/* ema.c -- an exponential moving average of the parameters. */
#include "simulate/ema.h"

#include <math.h>
#include <string.h>

bool
ema_make(struct ema *ema, const struct ema_options *options, size_t size,
         const double *x, struct arena *arena)
{
    ema->options = options;
    ema->size = size;
    ema->missing = 1;
    ema->values = arena_alloc(arena, size, sizeof *x);
    ema->mean = options->bias_correction ? arena_alloc(arena, size, sizeof *x)
                                         : ema->values;
    if (!ema->values || !ema->mean)
        return false;
    memcpy(ema->values, x, size * sizeof *x);
    return true;
}

void
ema_follow(struct ema *ema, long t, const double *x)
{
    const struct ema_options *options = ema->options;
    double decay = options->decay;

    if (!isnan(options->tau))
        decay *= 1 - exp(-(double)t / options->tau);
    for (size_t i = 0; i < ema->size; i++)
        ema->mean[i] = decay * ema->mean[i] + (1 - decay) * x[i];
    if (ema->mean == ema->values)
        return;
    /* 1 minus a smaller product is 1. */
    ema->missing = ema->missing < 1e-20 ? 0 : ema->missing * decay;
    for (size_t i = 0; i < ema->size; i++)
        ema->values[i] = ema->mean[i] / (1 - ema->missing);
}
