/* statistics.h -- statistics of all rows, for summaries and expectations. */
#ifndef SIMULATE_STATISTICS_H
#define SIMULATE_STATISTICS_H

#include "simulate/columns.h"
#include "simulate/expect_stats.h"

struct statistics {
    struct simulation *simulation;
    struct arena *arena;
    long rows, best_step, target_step; /* -1: not reached */
    double first_lr, final_lr;         /* of group 0 */
    /* Of the first group, by lr times the weight decay: the greatest share
     * of the parameters that an update takes away, and what all have left. */
    double shrinks, left, next_left;
    double min_lr, max_lr;        /* of all groups */
    double final_loss, best_loss; /* NAN: none is finite */
    double target;                /* NAN: none */
    struct expect_stats expect_stats;
};

/* Before the run. */
void statistics_begin(struct statistics *statistics,
                      struct simulation *simulation, double target,
                      struct arena *arena);

/* After every row. */
void statistics_row(struct statistics *statistics, long t);

/* The results after the last row. */
void statistics_end(struct statistics *statistics);

#endif
