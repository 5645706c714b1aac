/* lane_best.c -- compares the losses of all lanes at once. */
#include "simulate/lane_best.h"

#include <float.h>
#include <math.h>

void
lane_best_reset(struct lane_best *best)
{
    for (size_t l = 0; l < best->lanes; l++)
        best->loss[l] = best->target_step[l] = INFINITY;
}

void
lane_best_begin(struct lane_best *best, size_t lanes, size_t count,
                double target)
{
    best->lanes = lanes;
    best->count = (int64_t)count;
    best->target = target;
    for (size_t l = 0; l < lanes; l++)
        best->live[l] = l < count;
    lane_best_reset(best);
}

KERNEL
row_kernel(struct lane_best *restrict best, const double *restrict loss,
           double t, bool has_target, size_t lanes, bool few)
{
    int64_t finite = 0;

    (void)few;
    for (size_t l = 0; l < lanes; l++)
        finite += fabs(loss[l]) <= DBL_MAX ? best->live[l] : 0;
    best->finite = finite;
    for (size_t l = 0; l < lanes; l++) {
        bool better = loss[l] < best->loss[l] && loss[l] >= -DBL_MAX;

        best->step[l] = better ? t : best->step[l];
        best->loss[l] = better ? loss[l] : best->loss[l];
    }
    for (size_t l = 0; has_target && l < lanes; l++) {
        double reached = loss[l] <= best->target ? t : INFINITY;

        best->target_step[l] =
            reached < best->target_step[l] ? reached : best->target_step[l];
    }
}

/* Without a target, and with one. */
LANES_FUNCTION(plain_row,
               (struct lane_best * best, const double *loss, double t),
               (best, loss, t), best->lanes, best->lanes, row_kernel, best,
               loss, t, false)
LANES_FUNCTION(target_row,
               (struct lane_best * best, const double *loss, double t),
               (best, loss, t), best->lanes, best->lanes, row_kernel, best,
               loss, t, true)

void
lane_best_row(struct lane_best *best, const double *loss, long t)
{
    if (isnan(best->target))
        plain_row(best, loss, (double)t);
    else
        target_row(best, loss, (double)t);
}
