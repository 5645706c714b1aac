/* log_pairs.h -- "name: number" pairs in the lines that trainings print. */
#ifndef TABLES_LOG_PAIRS_H
#define TABLES_LOG_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

struct log_pair {
    const char *name, *value; /* in the line */
    size_t name_length, value_length;
    const char *total; /* behind "100/", or "[1][100/"; NULL: none */
    const char *outer; /* the number of the epoch in "[1][100/391]"; or NULL */
};

/* Finds the next pair of a line from *at on, and advances.  A newline ends it.
 * Between name and number stand blanks, a colon or an equals sign; behind the
 * number may be a unit. */
bool log_pair_next(const char **at, struct log_pair *pair);

#endif
