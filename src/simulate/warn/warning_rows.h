/* warning_rows.h -- the table of warnings. */
#ifndef SIMULATE_WARN_WARNING_ROWS_H
#define SIMULATE_WARN_WARNING_ROWS_H

#include "simulate/warn/finding.h"

/* Of a theme only the first warning is said: the others follow from it.  A
 * fatal one is said by every command, and what comes after it is no tail. */
enum warning_theme {
    THEME_NONE,
    THEME_FATAL,
    THEME_TAIL,
    THEME_RISE,
    THEME_DECAY
};

struct warning_row {
    warn_condition *condition; /* of the whole run, or NULL */
    part_condition *of_part;   /* or of a part of the schedule: the first */
    enum warning_theme theme;
    const char *text, *remedy;
};

/* The worst first; the last one has no text. */
extern const struct warning_row warning_rows[];

#endif
