/* worst_case.h -- what convex optimisation guarantees under a schedule, and
 * the base rate for which that is best. */
#ifndef PREDICT_WORST_CASE_H
#define PREDICT_WORST_CASE_H

#include "base/arena.h"
#include "base/error.h"

struct worst_case {
    double rate;  /* the best base rate, where D = G = 1 */
    double bound; /* of the last iterate's loss above the minimum, with it */
    size_t updates;
};

/* The bound for rates that are `base` times the shape of the schedule; rates
 * of 0 at the end are left out.  False with an error where no rate is left, or
 * one is below 0. */
bool worst_case_find(struct worst_case *worst, const double *rates,
                     size_t updates, double base, struct error *error);

#endif
