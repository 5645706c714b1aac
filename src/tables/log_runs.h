/* log_runs.h -- the runs of a log that has the rows of several. */
#ifndef TABLES_LOG_RUNS_H
#define TABLES_LOG_RUNS_H

#include "tables/log.h"

/* The most values of a column that tell runs apart. */
enum { LOG_VALUES = 256 };

/* The run of a row that is not read: there are more than that. */
#define LOG_LEFT_OUT ((size_t)-1)

/* Numbers the runs: rows that agree in the column "run", in words, or of a
 * sweep in all variables besides x, are of one.  A column with as many words as
 * there are rows (such as the time) tells none apart. */
bool log_runs_find(struct log *log, struct error *error);

#endif
