/* quartiles.h -- what the seeds of a combination amount to. */
#ifndef COMPARE_QUARTILES_H
#define COMPARE_QUARTILES_H

#include "simulate/one_run.h"

/* Of one seed, the median is its outcome. */
struct quartiles {
    size_t count;
    struct outcome *seeds; /* [count] */
    struct outcome median; /* value by value; it diverged where most did */
    double final_q1, final_q3, best_q1, best_q3;
    size_t diverged; /* how many did */
};

/* Fills in all but the seeds; `room` holds as many numbers. */
void quartiles_fill(struct quartiles *quartiles, double *room);

#endif
