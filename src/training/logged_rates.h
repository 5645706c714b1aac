/* logged_rates.h -- the rates that a training run logged, beside those of a
 * spec, and what explains the differences. */
#ifndef TRAINING_LOGGED_RATES_H
#define TRAINING_LOGGED_RATES_H

#include "spec/spec.h"
#include "tables/records.h"

/* One logged rate: the values that its printed digits allow. */
struct logged_rate {
    long row;
    double value, low, high;
    size_t line, column; /* in the log */
    const char *text;
};

struct logged_rates {
    const struct spec *spec;
    size_t group, count;
    const struct logged_rate *rates; /* by their rows */
    const long *rows;                /* of the rates */
    const double *values;            /* of the spec in these rows */
    double highest;                  /* of the values, without signs */
    double rtol, atol;
    bool single; /* the log has float32 numbers, written out */
};

/* What a log is compared with, and how. */
struct logged_request {
    const char *x, *y; /* columns; NULL: the usual ones */
    double rtol, atol; /* NAN: 1e-9, and 1e-12 times the highest rate */
};

/* Reads the rates of an open log, and fills in the spec's. */
bool logged_rates_read(struct logged_rates *logged,
                       const struct logged_request *request,
                       const struct spec *spec, struct records *log,
                       struct error *error);

/* How far a value lies outside what a logged rate allows; 0: not at all. */
double logged_rate_miss(const struct logged_rates *logged,
                        const struct logged_rate *rate, double value);

/* Adds a line with the likeliest explanation, or says that there is none. */
bool explain_rates(const struct logged_rates *logged, struct text *text,
                   struct error *error);

#endif
