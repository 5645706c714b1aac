/* scale.h -- an axis: its range, and where its tics stand. */
#ifndef OUTPUT_SCALE_H
#define OUTPUT_SCALE_H

#include <stdbool.h>

#include "base/text.h"

struct scale {
    double low, high;
    /* Tics are the multiples of digit * 10^exponent or, where log is set, the
     * powers of ten whose exponent is a multiple of `exponent`. */
    bool log;
    int digit, exponent;
    char format[16]; /* of their labels, for printf */
    size_t width;    /* of the longest label, in characters */
};

/* An axis for values from low to high, both finite, with about `most` tics
 * at most.  A log axis is taken where it is allowed, all values are above 0,
 * and they span more than two decades. */
struct scale scale_values(double low, double high, bool log, size_t most);

/* An axis for whole steps, which ends where they end. */
struct scale scale_steps(double low, double high, size_t most);

/* The gnuplot commands for the axis "x" or "y". */
void scale_print(const struct scale *scale, const char *axis, bool labels,
                 struct text *text);

#endif
