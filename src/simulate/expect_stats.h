/* expect_stats.h -- what expectations ask for: statistics of columns, followed
 * from row to row. */
#ifndef SIMULATE_EXPECT_STATS_H
#define SIMULATE_EXPECT_STATS_H

#include "base/nearest.h"
#include "expression/expression.h"

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

/* One statistic of one column. */
struct expect_stat {
    enum statistic statistic;
    char name[48];       /* as written: "final.loss" */
    const double *value; /* the column's */
    double limit;        /* of steps_to */
    double result;
    double lost; /* of a mean's sum, to rounding */
};

/* Set all up to `loss` before the first look-up. */
struct expect_stats {
    struct arena *arena;
    void *context; /* of the next two */
    const double *(*find)(void *context, const char *column,
                          struct nearest *nearest);
    /* The error for a column at this offset that is not found. */
    bool (*unknown)(void *context, const struct source *source, size_t offset,
                    const char *column, const struct nearest *nearest,
                    struct error *error);
    bool judged;        /* rows have a loss: best and diverged mean something */
    const double *loss; /* of steps_to; NULL: there is none */
    size_t count, room;
    struct expect_stat *items;
    long rows;
};

/* An expectation's look-up, with stats as context: follows "final.loss",
 * "diverged" and "steps_to(1e-3)".  The slot is the stat. */
bool expect_stats_lookup(void *stats, const struct expression_name *name,
                         size_t *slot, struct error *error);

/* After each row; `best`: no loss before was as low. */
void expect_stats_row(struct expect_stats *stats, bool best, double step);

/* The results after the last row. */
void expect_stats_end(struct expect_stats *stats, bool diverged);

#endif
