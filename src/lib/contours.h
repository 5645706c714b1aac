/* contours.h -- describe: a function of two parameters as lines of equal
 * height. */
#ifndef LIB_CONTOURS_H
#define LIB_CONTOURS_H

#include "base/text.h"
#include "spec/table.h"

/* Adds a drawing of a problem that can have two parameters; nothing where it
 * cannot, or where gnuplot is missing. */
void contours_add(const struct kind *kind, struct text *text);

#endif
