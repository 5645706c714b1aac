/* rates_at.h -- the rates of a schedule in chosen rows, without outputs. */
#ifndef SIMULATE_RATES_AT_H
#define SIMULATE_RATES_AT_H

#include "simulate/simulation.h"

/* Which group's rate, in which rows (rising, a row may repeat). */
struct curve {
    size_t group, count;
    const long *rows;
    double *values; /* [count] */
};

/* Fills in the values.  `first` reports the group's base rate too, where it
 * is not NULL. */
bool curve_fill(const struct spec *spec, const struct curve *curve,
                struct arena *arena, struct error *error);

#endif
