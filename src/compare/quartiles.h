/* quartiles.h -- the outcomes of all seeds of a run, and their quartiles. */
#ifndef COMPARE_QUARTILES_H
#define COMPARE_QUARTILES_H

#include <stddef.h>

#include "simulate/outcome.h"

/* With one seed, the median is its outcome. */
struct quartiles {
    size_t count;
    struct outcome *seeds; /* [count] */
    struct outcome median; /* of each field; diverged if most seeds did */
    double final_q1, final_q3, best_q1, best_q3;
    size_t diverged; /* number of seeds that diverged */
};

/* Fills in all but the seeds; `room` has space for [count] numbers. */
void quartiles_fill(struct quartiles *quartiles, double *room);

#endif
