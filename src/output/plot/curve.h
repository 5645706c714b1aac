/* curve.h -- a curve of any length, kept in bounded memory. */
#ifndef OUTPUT_PLOT_CURVE_H
#define OUTPUT_PLOT_CURVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Up to so many rows are kept as they are; a longer curve keeps the lowest
 * and the highest point of each stretch.  A multiple of four. */
enum { CURVE_POINTS = 4096 };

struct curve_point {
    double step, value; /* NaN is a gap */
};

/* The lowest and the highest of some points. */
struct extremes {
    struct curve_point low, high;
    long rows, low_row, high_row;
};

struct curve {
    struct curve_point *points; /* in the order of their rows */
    size_t count;
    long stride;         /* rows that one point stands for */
    double ratio, limit; /* for a log axis: of a stretch, and its end */
    struct curve_point first, last;
    struct extremes pending; /* rows that fill no stretch yet */
    long rows;
    long below;   /* values that a log axis cannot show */
    long left;    /* rows whose step a log axis cannot show */
    long lost;    /* values that are not finite */
    double least; /* of the values above 0; INFINITY: none is */
};

/* `log`: the axis of steps is logarithmic.  False: no memory. */
bool curve_begin(struct curve *curve, bool log, struct arena *arena);

/* The next row.  What is not finite leaves a gap. */
void curve_add(struct curve *curve, double step, double value);

/* After the last row: all that is drawn is then in `points`. */
void curve_end(struct curve *curve);

/* Copies what a picture can tell apart whose axis goes from `low` to `high`
 * over so many columns of pixels: of each column the lowest and the highest
 * point.  There is room for as many points as the curve has; returns their
 * number. */
size_t curve_thin(const struct curve *curve, double low, double high,
                  size_t columns, struct curve_point *thin);

#endif
