/* log_number.h -- the cells of logs: numbers, gaps, and what is neither. */
#ifndef TABLES_LOG_NUMBER_H
#define TABLES_LOG_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* The value of a cell that is missing. */
double log_gap(void);

/* Whether the text of a cell says that it is missing: nothing, null, NA, … */
bool log_is_gap_text(const char *text, size_t length);

/* Whether a text without blanks around it is a number: decimal with sign and
 * exponent, nan or inf; 1e999 is not.  A byte must follow the text. */
bool log_number(const char *text, size_t length, double *value);

#endif
