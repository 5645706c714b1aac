/* sample.h -- samples of numbers: their quantiles, and whether two differ. */
#ifndef BASE_SAMPLE_H
#define BASE_SAMPLE_H

#include <stddef.h>

/* Sorts numbers, none of which is NaN. */
void sample_sort(double *values, size_t count);

/* numpy.quantile's default of sorted values, with inf for what lies between a
 * number and inf. */
double sample_quantile(const double *values, size_t count, double share);

/* The two-sided probability of Mann and Whitney's rank-sum test that two
 * samples of `count` sorted values each, both from one distribution, differ as
 * much as these: exact up to SAMPLE_EXACT values, ties included, and by the
 * normal approximation with more.  Where neither sample varies nothing is left
 * to chance: 1 if they are equal, else 0.  `room` holds 2 * count. */
enum { SAMPLE_EXACT = 20 };
double sample_test(const double *a, const double *b, size_t count,
                   double *room);

#endif
