/* merge_input.h -- reads a shard of a sweep, a table or a database, run by
 * run. */
#ifndef SWEEP_MERGE_INPUT_H
#define SWEEP_MERGE_INPUT_H

#include "output/store/store.h"
#include "syntax/csv.h"

struct merge_input {
    const char *path; /* the caller's, as is `database` */
    bool database;
    struct csv csv;
    struct store store;
    size_t count;       /* columns, without checksum and fingerprint */
    const char **names; /* [count] */
    const char *label;  /* the fingerprint; NULL: a table without rows */
    /* The present row. */
    bool more; /* there is one */
    uint64_t run, before;
    bool begun;      /* there was a row before it, of run `before` */
    uint64_t stride; /* from one run to the next; 0: there is one run */
};

/* Opens an input and reads its first row. */
bool merge_input_open(struct merge_input *input, struct arena *arena,
                      struct error *error);

/* Reads the next row; runs must be in rising order. */
bool merge_input_next(struct merge_input *input, struct error *error);

/* The value of a column in the present row. */
bool merge_input_number(const struct merge_input *input, size_t column,
                        double *number, struct error *error);
const char *merge_input_text(const struct merge_input *input, size_t column);

/* The present row does not have its checksum. */
bool merge_input_changed(const struct merge_input *input, struct error *error);

/* Checks that both are of one sweep. */
bool merge_input_compare(const struct merge_input *a,
                         const struct merge_input *b, struct error *error);

/* Closes an input, also one that is not open. */
void merge_input_close(struct merge_input *input);

#endif
