/* rates_at.h -- the rates of a schedule in chosen rows, without outputs. */
#ifndef SIMULATE_RATES_AT_H
#define SIMULATE_RATES_AT_H

#include "simulate/simulation.h"

/* Which group's rate, in which rows (rising, a row may repeat). */
struct rates_at {
    size_t group, count;
    const long *rows;
    double *values; /* [count] */
};

/* Fills in the values.  `first` reports the group's base rate too, where it
 * is not NULL. */
bool rates_at_fill(const struct spec *spec, const struct rates_at *rates,
                   struct arena *arena, struct error *error);

#endif
