/* lane_best.h -- what is kept of the losses of runs side by side. */
#ifndef SIMULATE_LANE_BEST_H
#define SIMULATE_LANE_BEST_H

#include <stdint.h>

#include "base/lanes.h"

/* In types as wide as a loss, so that vectors hold as many of each. */
struct lane_best {
    size_t lanes;
    double loss[LANES];        /* INFINITY: no loss was finite yet */
    double step[LANES];        /* where it was */
    double target_step[LANES]; /* INFINITY: not reached */
    int64_t live[LANES];       /* 0: it has diverged, and nothing comes of it */
    int64_t count;             /* of the live ones */
    int64_t finite;            /* of these, those whose last loss is */
    double target;             /* NaN: there is none */
};

/* Before the first row; the first `count` lanes are live. */
void lane_best_begin(struct lane_best *best, size_t lanes, size_t count,
                     double target);

/* The losses of row t. */
void lane_best_row(struct lane_best *best, const double *loss, long t);

/* The rows up to now are not told. */
void lane_best_reset(struct lane_best *best);

#endif
