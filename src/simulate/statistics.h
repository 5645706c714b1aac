/* statistics.h -- what is kept of all rows: the summary, and what
 * expectations ask for. */
#ifndef SIMULATE_STATISTICS_H
#define SIMULATE_STATISTICS_H

#include "expression/expression.h"
#include "simulate/columns.h"

enum statistic {
    STATISTIC_FIRST,
    STATISTIC_FINAL,
    STATISTIC_BEST, /* in the row whose loss is lowest and finite */
    STATISTIC_MIN,  /* these three are NaN where a value is */
    STATISTIC_MAX,
    STATISTIC_MEAN,
    STATISTIC_DIVERGED,
    STATISTIC_STEPS_TO,
};

/* One statistic of one column, followed from row to row. */
struct watch {
    enum statistic statistic;
    char name[48];       /* as written: "final.loss" */
    const double *value; /* the column's */
    double limit;        /* of steps_to */
    double result;
    double lost; /* of a mean's sum, to rounding */
};

struct statistics {
    struct simulation *simulation;
    struct arena *arena;
    long rows, best_step, target_step;         /* -1: not reached */
    double first_lr, final_lr, min_lr, max_lr; /* of group 0 */
    double final_loss, best_loss;              /* NAN: none is finite */
    double target;                             /* NAN: none */
    size_t count, size;
    struct watch *watches;
};

/* Before the run. */
void statistics_begin(struct statistics *statistics,
                      struct simulation *simulation, double target,
                      struct arena *arena);

/* An expectation's lookup, with the statistics as context: follows
 * "final.loss", "diverged" and "steps_to(1e-3)".  The slot is the watch. */
bool statistics_lookup(void *statistics, const struct expression_name *name,
                       size_t *slot, struct error *error);

/* After each row; every row must come. */
void statistics_row(struct statistics *statistics, long t);

/* The results after the last row. */
void statistics_end(struct statistics *statistics);

#endif
