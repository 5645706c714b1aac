/* metric.h -- FILE[:COLUMN]: a column of a log as numbers. */
#ifndef TABLES_METRIC_H
#define TABLES_METRIC_H

#include <stdbool.h>

#include "tables/log.h"

struct metric {
    size_t count;
    double *values;
    struct text notes; /* on the reading, for standard error */
};

/* Reads the column of any log ("-": standard input).  Without its name it is
 * that of the losses of evaluations, else of the losses, else the only one.
 * Gaps are skipped. */
bool metric_read(const char *argument, const struct log_form *form,
                 struct arena *arena, struct metric *metric,
                 struct error *error);

/* Whether the argument (NULL: there is none) names standard input. */
bool metric_is_standard_input(const char *argument);

#endif
