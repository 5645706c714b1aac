/* merge_missing.h -- the runs that no input of a merge has. */
#ifndef SWEEP_MERGE_MISSING_H
#define SWEEP_MERGE_MISSING_H

#include "sweep/merge_input.h"

/* Runs that the error lists. */
enum { MERGE_MISSING_SHOWN = 5 };

/* Zero is a valid start. */
struct merge_missing {
    uint64_t count, first[MERGE_MISSING_SHOWN];
    uint64_t step; /* divides all distances between them; 0: there is one */
};

/* Adds the runs from `start` to before `end`. */
void merge_missing_add(struct merge_missing *missing, uint64_t start,
                       uint64_t end);

/* The error: which they are, and the command that makes them. */
bool merge_missing_report(const struct merge_missing *missing,
                          const struct merge_input *inputs, size_t count,
                          uint64_t total, struct error *error);

#endif
