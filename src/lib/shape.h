/* shape.h -- describe: the curve of a schedule's example. */
#ifndef LIB_SHAPE_H
#define LIB_SHAPE_H

#include "base/text.h"
#include "spec/table.h"

/* Adds a small drawing of a schedule; nothing where gnuplot is missing. */
void shape_add(const struct kind *kind, struct text *text);

#endif
