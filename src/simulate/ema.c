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

/* YOLOv5's ModelEMA, TensorFlow's ExponentialMovingAverage with num_updates,
 * timm's ModelEmaV3, whose first step is 0. */
static double
decay_after(const struct ema_options *options, double t)
{
    if (t == 1 && (options->copy_first || options->warmup == EMA_POWER))
        return 0;
    if (options->warmup == EMA_LINEAR)
        return fmin(options->decay, (1 + t) / (10 + t));
    if (options->warmup == EMA_POWER)
        return fmin(options->decay,
                    1 - pow(1 + (t - 1) / options->gamma, -options->power));
    return isnan(options->tau) ? options->decay
                               : options->decay * (1 - exp(-t / options->tau));
}

void
ema_follow(struct ema *ema, long t, const double *x)
{
    double decay = decay_after(ema->options, (double)t);

    for (size_t i = 0; i < ema->size; i++)
        ema->mean[i] = decay * ema->mean[i] + (1 - decay) * x[i];
    if (ema->mean == ema->values)
        return;
    /* 1 minus a smaller product is 1. */
    ema->missing = ema->missing < 1e-20 ? 0 : ema->missing * decay;
    for (size_t i = 0; i < ema->size; i++)
        ema->values[i] = ema->mean[i] / (1 - ema->missing);
}
