/* best_runs.h -- the best runs of a sweep, for people. */
#ifndef OUTPUT_BEST_RUNS_H
#define OUTPUT_BEST_RUNS_H

#include "output/format.h"

enum { BEST_RUNS = 10 };

/* Start with the arena and the frame of the rows. */
struct best_runs {
    struct arena *arena;
    const struct frame *frame;
    size_t variables; /* columns 1, 2, … of it are the values that vary */
    size_t seen, count;
    double *rows[BEST_RUNS]; /* [frame->count] each, the best first */
};

/* Takes a row; false: no memory. */
bool best_runs_add(struct best_runs *best, const double *values);

/* Makes a table of them, of which there must be one; false: no memory. */
struct people_table;
bool best_runs_table(const struct best_runs *best, struct people_table *table);

/* Adds the table, and the best in one line. */
void best_runs_text(const struct best_runs *best, struct text *text);

#endif
