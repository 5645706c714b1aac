/* merge_input.h -- a shard of a sweep that is read: a table, or a database. */
#ifndef SWEEP_MERGE_INPUT_H
#define SWEEP_MERGE_INPUT_H

#include "syntax/csv.h"
#include "output/store/store.h"

struct merge_input {
    const char *path;
    bool database;
    struct csv csv;
    struct store store;
    size_t count;       /* columns, without that of the sweep */
    const char **names; /* of them */
    const char *label;  /* which sweep it is of; NULL: a table without rows */
    /* The present row. */
    bool more;
    uint64_t run, before; /* the run before it, where there is one */
    bool begun;
    uint64_t stride; /* from one run to the next; 0: there is one */
};

/* Opens a part and reads its first row. */
bool merge_input_open(struct merge_input *input, struct arena *arena,
                      struct error *error);

/* The next row; its runs must rise. */
bool merge_input_next(struct merge_input *input, struct error *error);

/* What a column of the present row holds. */
bool merge_input_number(const struct merge_input *input, size_t column,
                        double *number, struct error *error);
const char *merge_input_text(const struct merge_input *input, size_t column);

/* Two parts must be of one sweep. */
bool merge_input_compare(const struct merge_input *a,
                         const struct merge_input *b, struct error *error);

/* Also of one that is not open. */
void merge_input_close(struct merge_input *input);

/* Missing runs that an error tells. */
enum { MERGE_MISSING_SHOWN = 5 };

/* The runs that no part has.  Zero is a valid start. */
struct merge_missing {
    uint64_t count, first[MERGE_MISSING_SHOWN];
    uint64_t step; /* divides what is between them; 0: there is one */
};

/* No part has the runs from `start` to before `end`. */
void merge_missing_add(struct merge_missing *missing, uint64_t start,
                       uint64_t end);

/* The error: which they are, and what makes them. */
bool merge_missing_report(const struct merge_missing *missing,
                          const struct merge_input *inputs, size_t count,
                          uint64_t total, struct error *error);

#endif
