/* curve.h -- a curve of any length, kept in bounded memory. */
#ifndef OUTPUT_CURVE_H
#define OUTPUT_CURVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Up to so many rows are kept as they are; a longer curve keeps the lowest
 * and the highest point of each stretch.  A multiple of four. */
enum { CURVE_POINTS = 4096 };

struct point {
    double step, value; /* NaN is a gap */
};

/* The lowest and the highest of some points. */
struct extremes {
    struct point low, high;
    long rows;
};

struct curve {
    struct point *points; /* by step */
    size_t count;
    long stride; /* rows that one point stands for */
    struct point first, last;
    struct extremes pending; /* rows that fill no stretch yet */
    long rows;
};

/* False: no memory. */
bool curve_begin(struct curve *curve, struct arena *arena);

/* The next row; steps increase.  What is not finite leaves a gap. */
void curve_add(struct curve *curve, double step, double value);

/* After the last row: all that is drawn is then in `points`. */
void curve_end(struct curve *curve);

#endif
