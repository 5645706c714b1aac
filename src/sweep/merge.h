/* merge.h -- joins the shards of a sweep: the rows in the order of their runs,
 * each once. */
#ifndef SWEEP_MERGE_H
#define SWEEP_MERGE_H

#include "output/format.h"
#include "sweep/merge_input.h"
#include "sweep/merge_missing.h"

struct merge {
    /* The caller's, set before merge_open(). */
    struct arena *arena;
    size_t count;
    const char *const *paths; /* [count] "-": standard input, once */
    void *context;
    /* Takes a row of `frame`; false: no more rows are wanted. */
    bool (*row)(void *context, const double *values);
    /* From merge_open() on. */
    struct frame frame; /* its `header` may be changed */
    size_t loss_column; /* that of the final loss */
    double *values;     /* [frame.count] the present row */
    /* The merge's own. */
    struct merge_input *inputs;      /* [count] */
    const struct merge_input *model; /* the first input that has a row */
    uint64_t total;                  /* runs of the sweep */
    uint64_t axes;                   /* bit i: axis i has texts */
    const char **texts;              /* [frame.count] of the present row */
    struct merge_input **heap; /* [left] that have a row, the least run first */
    size_t left;
    uint64_t next;                  /* the run that must come */
    const struct merge_input *last; /* that of the run before */
    struct merge_missing missing;
};

/* Whether a shard may have this format; NULL: no known ending, which may be a
 * table, too. */
bool merge_reads(const struct format *format);

/* Opens all inputs, which must be of one sweep. */
bool merge_open(struct merge *merge, struct error *error);

/* Reads all inputs and finds what is wrong with them, without any row; then
 * opens them again.  Nothing where they cannot be read twice. */
bool merge_check(struct merge *merge, struct error *error);

/* Hands out all rows; an error where a run is missing, or there twice. */
bool merge_run(struct merge *merge, struct error *error);

/* Closes the inputs, also after an error. */
void merge_close(struct merge *merge);

#endif
