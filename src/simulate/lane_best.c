/* lane_best.c -- the least loss of each lane, and when targets are reached. */
#include "simulate/lane_best.h"

#include <float.h>
#include <math.h>

void
marks_forget(struct marks *marks)
{
    for (size_t l = 0; l < marks->lanes; l++)
        marks->best[l] = marks->target_step[l] = INFINITY;
}

void
marks_begin(struct marks *marks, size_t lanes, size_t count, double target)
{
    marks->lanes = lanes;
    marks->count = (int64_t)count;
    marks->target = target;
    for (size_t l = 0; l < lanes; l++)
        marks->live[l] = l < count;
    marks_forget(marks);
}

KERNEL
row_kernel(struct marks *restrict marks, const double *restrict loss, double t,
           bool aims, size_t lanes, bool few)
{
    int64_t finite = 0;

    (void)few;
    for (size_t l = 0; l < lanes; l++)
        finite += fabs(loss[l]) <= DBL_MAX ? marks->live[l] : 0;
    marks->finite = finite;
    for (size_t l = 0; l < lanes; l++) {
        bool better = loss[l] < marks->best[l] && loss[l] >= -DBL_MAX;

        marks->best_step[l] = better ? t : marks->best_step[l];
        marks->best[l] = better ? loss[l] : marks->best[l];
    }
    for (size_t l = 0; aims && l < lanes; l++) {
        double reached = loss[l] <= marks->target ? t : INFINITY;

        marks->target_step[l] =
            reached < marks->target_step[l] ? reached : marks->target_step[l];
    }
}

/* Without a target, and with one. */
LANES_FUNCTION(plain_row, (struct marks * marks, const double *loss, double t),
               (marks, loss, t), marks->lanes, marks->lanes, row_kernel, marks,
               loss, t, false)
LANES_FUNCTION(target_row, (struct marks * marks, const double *loss, double t),
               (marks, loss, t), marks->lanes, marks->lanes, row_kernel, marks,
               loss, t, true)

void
marks_row(struct marks *marks, const double *loss, long t)
{
    if (isnan(marks->target))
        plain_row(marks, loss, (double)t);
    else
        target_row(marks, loss, (double)t);
}
