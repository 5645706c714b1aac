/* column_pairs.h -- which columns of two tables are compared. */
#ifndef DIFF_COLUMN_PAIRS_H
#define DIFF_COLUMN_PAIRS_H

#include "diff/diff.h"

struct column_pair {
    size_t columns[2]; /* of the two inputs */
};

struct column_pairs {
    size_t count;
    struct column_pair *items;
};

/* Pairs the columns by their names, or by their positions where they have
 * none.  A column that only one table has is a difference. */
bool column_pairs_find(struct diff *diff, struct column_pairs *pairs,
                       struct error *error);

#endif
