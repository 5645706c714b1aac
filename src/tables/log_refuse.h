/* log_refuse.h -- files that trainings leave and lrsim cannot read. */
#ifndef TABLES_LOG_REFUSE_H
#define TABLES_LOG_REFUSE_H

#include "tables/log_shape.h"

/* Whether the beginning of a file is that of such a file; then the error says
 * what to do instead. */
bool log_refused(const struct log_head *head, const char *name,
                 struct error *error);

/* The same of a program in Python. */
bool log_refused_program(const struct log_head *head, const char *name,
                         struct error *error);

#endif
