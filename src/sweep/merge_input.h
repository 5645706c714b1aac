/* merge_input.h -- a shard of a sweep that is read: a table, or a database. */
#ifndef SWEEP_MERGE_INPUT_H
#define SWEEP_MERGE_INPUT_H

#include "syntax/csv.h"
#include "output/store/store.h"

struct part {
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
bool part_open(struct part *part, struct arena *arena, struct error *error);

/* The next row; its runs must rise. */
bool part_next(struct part *part, struct error *error);

/* What a column of the present row holds. */
bool part_number(const struct part *part, size_t column, double *number,
                 struct error *error);
const char *part_text(const struct part *part, size_t column);

/* Two parts must be of one sweep. */
bool part_compare(const struct part *a, const struct part *b,
                  struct error *error);

/* Also of one that is not open. */
void part_close(struct part *part);

/* Missing runs that an error tells. */
enum { TOLD = 5 };

/* The runs that no part has.  Zero is a valid start. */
struct gaps {
    uint64_t count, first[TOLD];
    uint64_t step; /* divides what is between them; 0: there is one */
};

/* No part has the runs from `start` to before `end`. */
void gaps_note(struct gaps *gaps, uint64_t start, uint64_t end);

/* The error: which they are, and what makes them. */
bool gaps_tell(const struct gaps *gaps, const struct part *parts, size_t count,
               uint64_t total, struct error *error);

#endif
