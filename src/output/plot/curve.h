/* curve.h -- a curve of any length, kept in bounded memory. */
#ifndef OUTPUT_PLOT_CURVE_H
#define OUTPUT_PLOT_CURVE_H

#include "output/plot/decimator.h"

/* Points of a curve, about. */
enum { CURVE_POINTS = 4096 };

struct curve_point {
    double step, value; /* NaN is a gap */
};

struct curve {
    struct decimator decimator;
    struct curve_point *points; /* after the end, in the order of their rows */
    size_t count;
    long rows;
    long below;   /* values that a log axis cannot show */
    long lost;    /* values that are not finite */
    double least; /* of the values above 0; INFINITY: none is */
};

/* `log`: the axis of steps is logarithmic.  False: no memory. */
bool curve_begin(struct curve *curve, bool log, struct arena *arena);

/* The next row, whose step is finite and, on a log axis, above 0.  A value that
 * is not finite leaves a gap. */
void curve_add(struct curve *curve, double step, double value);

/* After the last row: all that is drawn is then in `points`. */
void curve_end(struct curve *curve);

/* Whether a rate stays at one level until it goes to another at point number
 * `i` + 1, which is a step and no slope. */
bool curve_jumps(const struct curve_point *points, size_t count, size_t i);

/* Copies what a picture can show whose axis goes from `low` to `high` over
 * `columns` columns of pixels: of each column the lowest and the highest point.
 * There is room for as many points as the curve has; returns their number. */
size_t curve_thin(const struct curve *curve, double low, double high,
                  size_t columns, struct curve_point *thin);

#endif
