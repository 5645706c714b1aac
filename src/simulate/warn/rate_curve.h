/* rate_curve.h -- the rates of a run's updates, or a sample of them. */
#ifndef SIMULATE_WARN_RATE_CURVE_H
#define SIMULATE_WARN_RATE_CURVE_H

#include "simulate/simulation.h"

/* Rows are those of the schedule's clock; a rate is the mean over the groups.
 * The sample is each stride-th row, and the last one that an update uses. */
struct rate_curve {
    struct schedule_root *schedule;
    struct rate *rates; /* [groups] */
    size_t groups;
    bool any_row; /* can be asked for any row at little cost */
    long rows;    /* that updates use */
    long stride;
    size_t count; /* of the sample; 0: the rates cannot be known */
    double *lr;   /* [count] */
    double highest;
    long peak; /* the first row that has it */
};

/* Rows from `from` to before `until`. */
struct row_stretch {
    long from, until;
};

/* Samples the schedule at `most` rows about; a recursion, whose rows cannot be
 * skipped, only if it has no more than `recursions`.  `factor` multiplies the
 * optimizer's rates.  False without memory. */
bool rate_curve_make(struct rate_curve *curve,
                     const struct simulation *simulation, double factor,
                     long most, long recursions, struct arena *arena);

/* The rate of a row; that of a row of the sample before it where the curve
 * cannot be asked. */
double rate_curve_at(const struct rate_curve *curve, long row);

/* The lowest rate from a row on. */
double rate_curve_lowest(const struct rate_curve *curve, long from, long until);

/* The longest stretch from row `first` on whose rates pass a test. */
struct row_stretch rate_curve_stretch(const struct rate_curve *curve,
                                      long first,
                                      bool (*test)(double lr, double limit),
                                      double limit);

#endif
