/* expect_stats.h -- the statistics of columns that expectations name. */
#ifndef SIMULATE_EXPECT_STATS_H
#define SIMULATE_EXPECT_STATS_H

#include "base/nearest.h"
#include "expression/expression.h"

enum statistic {
    STATISTIC_FIRST,
    STATISTIC_FINAL,
    STATISTIC_BEST, /* in the row whose loss is lowest and finite */
    STATISTIC_MIN,  /* these three are NaN if any value is */
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
    double lost; /* rounding errors of a mean's sum */
};

/* Set all members up to `loss` before the first look-up. */
struct expect_stats {
    struct arena *arena;
    void *context; /* of the next two */
    const double *(*find)(void *context, const char *column,
                          struct nearest *nearest);
    /* The error for a column that is not found. */
    bool (*unknown)(void *context, const struct source *source, size_t offset,
                    const char *column, const struct nearest *nearest,
                    struct error *error);
    bool judged;        /* rows have a loss, which best and diverged need */
    const double *loss; /* of steps_to; NULL: there is none */
    size_t count, room;
    struct expect_stat *items;
    long rows;
};

/* Adds the statistic that a name means: "final.loss", "diverged" or
 * "steps_to(1e-3)".  The slot is its number. */
bool expect_stats_lookup(void *stats, const struct expression_name *name,
                         size_t *slot, struct error *error);

/* After each row; `best`: its loss is the lowest so far. */
void expect_stats_row(struct expect_stats *stats, bool best, double step);

/* The results after the last row. */
void expect_stats_end(struct expect_stats *stats, bool diverged);

#endif
