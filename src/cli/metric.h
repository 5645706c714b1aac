/* metric.h -- --metric: FILE[:COLUMN] as the numbers that plateaus receive. */
#ifndef CLI_METRIC_H
#define CLI_METRIC_H

#include "spec/table.h"

/* Reads the column; names --metric in errors. */
bool metric_read(const char *argument, struct arena *arena,
                 struct reals *metric, struct error *error);

/* Its file; NULL without memory. */
const char *metric_path(const char *argument, struct arena *arena);

/* Whether --metric (NULL: not given) reads standard input. */
bool metric_is_standard_input(const char *argument);

#endif
