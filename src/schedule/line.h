/* line.h -- a line through points: pairs of a row and a value. */
#ifndef SCHEDULE_LINE_H
#define SCHEDULE_LINE_H

#include "spec/table.h"

/* The value at x; the first and the last hold beyond the ends.  Of two for one
 * row the last counts there. */
double line_at(const struct pairs *points, double x);

/* For a kind's check: the parameter of this name has rows from 0 on that do not
 * fall, and finite values. */
bool line_check(const struct node *node, const char *name,
                const struct pairs *points, struct error *error);

#endif
