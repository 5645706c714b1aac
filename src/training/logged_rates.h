/* logged_rates.h -- the rates that a training run logged, beside those of a
 * spec, and what explains the differences. */
#ifndef TRAINING_LOGGED_RATES_H
#define TRAINING_LOGGED_RATES_H

#include "spec/spec.h"
#include "tables/log.h"

/* One logged rate: the values that its printed digits allow. */
struct logged_rate {
    double x; /* step or epoch, as the log counts */
    long row; /* of the spec, the offset taken off */
    double value, low, high;
    size_t line, column; /* in the log */
    const char *text;
};

struct logged_rates {
    const struct log *log;
    size_t count;
    struct logged_rate *rates; /* by x */
    bool single;               /* the log has float32 numbers, written out */
    bool fractions;            /* some x is no integer */
    bool from_one;             /* the first epoch of the log is 1 */

    /* Beside a spec. */
    const struct spec *spec;
    size_t group;
    long offset;          /* the log's step n has the rate of row n - offset */
    bool pinned;          /* the request gave it */
    const long *rows;     /* of the rates, rising */
    const double *values; /* of the spec in these rows */
    double highest;       /* of the values, without signs */
    double rtol, atol;
    /* Called while an explanation is looked for; NULL: never. */
    void (*progress)(void *context, double done, double most);
    void *progress_context;
};

/* What a log is compared with, and how. */
struct logged_request {
    const char *x, *y; /* columns; NULL: the usual ones */
    double rtol, atol; /* NAN: 1e-9, and 1e-12 times the highest rate */
    long offset;       /* INTEGER_NULL: those that its shape is known to have */
    size_t limit;      /* of JSON, in bytes */
    struct log_form form;
};

/* Takes the rates out of a log that was read with its cells. */
bool logged_rates_take(struct logged_rates *logged, struct log *log,
                       const struct logged_request *request,
                       struct error *error);

/* The same of a log whose input is open and may have been looked at;
 * log->arena is given. */
bool logged_rates_read(struct logged_rates *logged, struct log *log,
                       struct input *input,
                       const struct logged_request *request,
                       struct error *error);

/* Puts the spec's rates beside them, at the offset with which the most agree;
 * of several the likeliest. */
bool logged_rates_compare(struct logged_rates *logged,
                          const struct logged_request *request,
                          const struct spec *spec, struct error *error);

/* The row of a spec with so many steps in an epoch that x is about, before any
 * offset; false where that is no whole number. */
bool logged_rates_row(const struct logged_rates *logged, double x,
                      long steps_per_epoch, long *row);

/* What the log counts: "step", "iteration", "epoch". */
const char *logged_rates_unit(const struct logged_rates *logged);

/* How far a value lies outside what a logged rate allows; 0: not at all. */
double logged_rate_miss(const struct logged_rates *logged,
                        const struct logged_rate *rate, double value);

/* Adds a value that a rate does not allow, with as many digits as the log has,
 * or more where these do not tell them apart. */
void logged_rate_print(const struct logged_rates *logged,
                       const struct logged_rate *rate, double value,
                       struct text *text);

/* Adds a line with the likeliest explanation, or says that there is none. */
bool explain_rates(const struct logged_rates *logged, struct text *text,
                   struct error *error);

#endif
