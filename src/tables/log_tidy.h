/* log_tidy.h -- brings the records of a log into the order of its steps. */
#ifndef TABLES_LOG_TIDY_H
#define TABLES_LOG_TIDY_H

#include "tables/log.h"

/* Fills in x, and orders the rows by runs.  Where x is a step, orders them by
 * it, joins those of one x, and drops those that a later run of the same
 * training replaces. */
bool log_tidy(struct log *log, bool steps, struct error *error);

#endif
