/* preview.h -- describe: small drawings of a schedule and of a problem. */
#ifndef LIB_PREVIEW_H
#define LIB_PREVIEW_H

#include "base/text.h"
#include "spec/table.h"

/* Adds the curve of a schedule's example; nothing where gnuplot is missing. */
void preview_schedule(const struct kind *kind, struct text *text);

/* Adds the lines of equal height of a problem with two parameters; nothing
 * where it cannot have two, or where gnuplot is missing. */
void preview_problem(const struct kind *kind, struct text *text);

#endif
