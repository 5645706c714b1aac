/* rates_at.h -- the rates of a schedule in some rows, without outputs. */
#ifndef SIMULATE_RATES_AT_H
#define SIMULATE_RATES_AT_H

#include "simulate/simulation.h"

/* The rates of a group in these rows, which ascend and may repeat. */
struct rates_at {
    size_t group, count;
    const long *rows;
    double *values; /* [count] */
};

/* The rates of the first updates of group 0. */
struct first_rates {
    size_t count;   /* at least 1 */
    double *values; /* [count] */
    double base;    /* the optimizer's own rate */
};

/* Fills in the values and the base. */
bool first_rates_fill(const struct spec *spec, struct first_rates *rates,
                      struct arena *arena, struct error *error);

/* Fills in the values. */
bool rates_at_fill(const struct spec *spec, const struct rates_at *rates,
                   struct arena *arena, struct error *error);

#endif
