/* lane_best.h -- the lowest loss of each lane, and when it reached the
 * target. */
#ifndef SIMULATE_LANE_BEST_H
#define SIMULATE_LANE_BEST_H

#include <stdint.h>

#include "base/lanes.h"

/* All types are as wide as a loss, so that vectors have as many of each. */
struct lane_best {
    size_t lanes;
    double loss[LANES];        /* INFINITY: no loss was finite yet */
    double step[LANES];        /* of that loss */
    double target_step[LANES]; /* INFINITY: not reached */
    int64_t live[LANES];       /* 0: it has diverged, or has no run */
    int64_t count;             /* of live lanes */
    int64_t finite;            /* of these, lanes with a finite last loss */
    double target;             /* NaN: none */
};

/* Before the first row; the first `count` lanes are live. */
void lane_best_begin(struct lane_best *best, size_t lanes, size_t count,
                     double target);

/* Updates the bests with the losses of row t. */
void lane_best_row(struct lane_best *best, const double *loss, long t);

/* Forgets the rows up to now. */
void lane_best_reset(struct lane_best *best);

#endif
