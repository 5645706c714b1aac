/* rate_sums.h -- the rates of all updates of a run, as laws of the loss see
 * them: their sums, and blocks in which they are a line.
 *
 * A place on a curve is a number of updates that have been made, 0 to
 * `updates`; it need not be whole. */
#ifndef PREDICT_RATE_SUMS_H
#define PREDICT_RATE_SUMS_H

#include "base/arena.h"
#include "base/error.h"

/* Between two sums of rates the rate is a line of the sum. */
struct rate_block {
    double from, to;    /* sums */
    double first, last; /* rates at these */
};

struct rate_sums {
    size_t updates;
    const double *rates; /* [updates] */
    double next;  /* the rate of the update that would follow; may be set */
    double *sums; /* [updates + 1], of the rates before each update */
    double peak;  /* the highest rate */
    size_t risen; /* the first update with it */
    size_t block_count;
    struct rate_block *blocks; /* one after the other, from 0 */
};

/* Makes the curve of rates that stay; at least one, all at least 0. */
bool rate_sums_make(struct rate_sums *curve, const double *rates,
                    size_t updates, struct arena *arena, struct error *error);

/* The sum of the rates up to a place. */
double rate_sums_at(const struct rate_sums *curve, double place);

/* Whether the rate falls after its peak by more than a hundredth of it, and
 * whether it keeps its peak for a fifth of the run before. */
bool rate_sums_falls(const struct rate_sums *curve);
bool rate_sums_has_plateau(const struct rate_sums *curve);

#endif
