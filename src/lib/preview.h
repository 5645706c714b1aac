/* preview.h -- describe: small drawings of a schedule and of a problem. */
#ifndef LIB_PREVIEW_H
#define LIB_PREVIEW_H

#include "base/text.h"
#include "spec/table.h"

/* Adds the curve of a schedule's example, in ASCII or with more characters. */
void preview_schedule(const struct kind *kind, bool unicode, struct text *text);

/* Adds the lines of equal height of a problem with two parameters; nothing
 * where it cannot have two. */
void preview_problem(const struct kind *kind, bool unicode, struct text *text);

#endif
