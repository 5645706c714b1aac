/* logged_rates.h -- the rates that a training run logged, and what explains
 * them. */
#ifndef TRAINING_LOGGED_RATES_H
#define TRAINING_LOGGED_RATES_H

#include "diff/diff.h"
#include "simulate/rates_at.h"

/* One logged rate: what its printed digits allow. */
struct logged_rate {
    long row;
    double value, low, high;
    const char *text;
    struct csv_field place;
};

struct logged_rates {
    const struct arguments *arguments;
    const struct spec *spec;
    size_t group, count;
    const struct logged_rate *rates; /* by their rows */
    const long *rows;                /* theirs */
    const double *values;            /* the spec's */
    double highest;                  /* of the values, without signs */
    double rtol, atol;
};

/* How far a value lies outside of what a rate allows; 0: not at all. */
double logged_rate_miss(const struct logged_rates *logged,
                        const struct logged_rate *rate, double value);

/* Adds a line with the likeliest explanation, or that there is none. */
bool explain_rates(const struct logged_rates *logged, struct text *text,
                   struct error *error);

#endif
