/* axis.h -- the range of an axis, and its tics. */
#ifndef OUTPUT_PLOT_AXIS_H
#define OUTPUT_PLOT_AXIS_H

#include <stdbool.h>

#include "base/text.h"

struct axis {
    double low, high;
    bool log;
    /* Tics are the multiples of digit * 10^exponent or, with powers, the
     * powers of ten whose exponent is a multiple of `exponent`. */
    bool powers;
    int digit, exponent;
    char format[16]; /* of their labels, for printf */
    size_t width;    /* of the longest label, in characters */
};

/* An axis for values from low to high, both finite, with about `most` tics
 * at most. */
struct axis axis_values(double low, double high, size_t most);

/* A log axis for values above 0, which may be equal, whole decades long. */
struct axis axis_log(double low, double high, size_t most);

/* The same that ends where the values end. */
struct axis axis_log_exact(double low, double high, size_t most);

/* An axis that ends where the values end, low below high. */
struct axis axis_exact(double low, double high, size_t most);

/* An axis for steps, which ends where they end; it has whole numbers where
 * the steps are. */
struct axis axis_steps(double low, double high, bool whole, size_t most);

/* The tics in their order; returns their number. */
enum { AXIS_TICS = 64 };
size_t axis_tics(const struct axis *scale, double tics[AXIS_TICS]);

/* Where a value is on the way from the low end, 0, to the high one, 1; it may
 * be outside, or infinite, or NAN. */
double axis_share(const struct axis *scale, double value);

/* The label of a tic: fixed from 0.001 to 1000000, else with a power of ten,
 * "10⁻⁴" or in ASCII "1e-4". */
enum { TIC_LABEL = 48 };
void axis_label(const struct axis *scale, double tic, bool unicode,
                char label[TIC_LABEL]);

/* The gnuplot commands for the axis "x" or "y". */
void axis_print(const struct axis *scale, const char *axis, bool labels,
                struct text *text);

#endif
