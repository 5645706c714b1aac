/* axis.c -- chooses ranges and tics, so that gnuplot never has to.
 *
 * gnuplot's own choice warns of a constant curve, and gives up on values at
 * the ends of what a double holds. */
#include "output/plot/axis.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* gnuplot takes what is above 8.9e307 for undefined; a range must not get
 * there either. */
static const double largest = 4e307, smallest = 1e-300;

/* count * digit * 10^exponent, as if it were read from decimal text. */
static double
multiple(const struct axis *scale, double count)
{
    char text[64];

    snprintf(text, sizeof text, "%.0fe%d", count * scale->digit,
             scale->exponent);
    return strtod(text, NULL);
}

/* The smallest of 1, 2, 5, 10, … at which there are at most `most` parts. */
static void
choose_tics(struct axis *scale, double span, size_t most, int exponent)
{
    static const int digits[] = {1, 2, 5};
    double part = span / (double)most;
    int start = (int)floor(log10(part));

    for (int i = 0;; i++) {
        scale->digit = digits[i % 3];
        scale->exponent = (start > exponent ? start : exponent) + i / 3;
        if (multiple(scale, 1) >= part * (1 - 1e-9))
            return;
    }
}

static void
measure(struct axis *scale, double value)
{
    size_t width = (size_t)snprintf(NULL, 0, scale->format, value);

    if (width > scale->width)
        scale->width = width;
}

/* Whether the digits from 10^top to 10^low take less room without an
 * exponent. */
static bool
shorter_fixed(int top, int low)
{
    enum { POINT = 1, EXPONENT = 4 };
    int fixed = (top > 0 ? top : 0) + (low < 0 ? POINT - low : 0);

    return fixed < (top > low ? POINT + top - low : 0) + EXPONENT;
}

/* Fixed notation where that is short, else as many digits as the tics
 * need to differ. */
static void
choose_format(struct axis *scale, bool fixed)
{
    double size = fmax(fabs(scale->low), fabs(scale->high));
    int top = (int)floor(log10(size) + 1e-9), low = scale->exponent;

    if (fixed || (top < 6 && low > -6) || shorter_fixed(top, low))
        snprintf(scale->format, sizeof scale->format, "%%.%df",
                 low < 0 ? -low : 0);
    else
        snprintf(scale->format, sizeof scale->format, "%%.%de",
                 top > low ? top - low : 0);
    measure(scale, scale->low);
    measure(scale, scale->high);
}

/* The number of decades from one tic to the next: one that is easy to count
 * with. */
static int
choose_decades(int decades, size_t most)
{
    static const int steps[] = {1, 2, 3, 5, 10, 20, 50, 100, 200};
    size_t i = 0;

    while (i < 8 && (decades - 1) / steps[i] + 1 > (int)most)
        i++;
    return steps[i];
}

/* The first exponent of a power of ten, from `exponent` on, with a tic. */
static int
next_decade(const struct axis *scale, int exponent)
{
    while (exponent % scale->exponent != 0)
        exponent++;
    return exponent;
}

struct axis
axis_log(double low, double high, size_t most)
{
    enum { END_MOST = 3 };
    /* What lies outside is clipped at the edge. */
    int from = (int)fmin(fmax(floor(log10(low) + 1e-9), -307), 306);
    int to = (int)fmax(fmin(ceil(log10(high) - 1e-9), 307), from + 1);
    struct axis scale = {.log = true, .powers = true, .format = "%g"};

    scale.exponent = choose_decades(to - from, most);
    if (scale.exponent <= END_MOST) {
        /* Both ends have a label. */
        from = scale.exponent * (int)floor((double)from / scale.exponent);
        to = scale.exponent * (int)ceil((double)to / scale.exponent);
    }
    scale.low = pow(10, from);
    scale.high = pow(10, to);
    for (int e = next_decade(&scale, from); e <= to; e += scale.exponent)
        measure(&scale, pow(10, e));
    return scale;
}

struct axis
axis_values(double low, double high, size_t most)
{
    struct axis scale = {.log = false};
    double size;

    low = fmax(low, -largest);
    high = fmin(high, largest);
    size = fmax(fabs(low), fabs(high));
    if (size < smallest) {
        low = size > 0 ? -smallest : -1;
        high = -low;
    } else if (high - low <= fmax(1e-9 * size, smallest)) {
        /* A constant lies in the middle, with zero for comparison. */
        low = fmin(0, 2 * low);
        high = fmax(0, 2 * high);
    } else if (low > 0 && low < high / 2) {
        low = 0;
    } else if (high < 0 && high > low / 2) {
        high = 0;
    }
    choose_tics(&scale, high - low, most, -400);
    scale.low = multiple(&scale, floor(low / multiple(&scale, 1) + 1e-9));
    scale.high = multiple(&scale, ceil(high / multiple(&scale, 1) - 1e-9));
    choose_format(&scale, false);
    return scale;
}

struct axis
axis_steps(double low, double high, bool whole, size_t most)
{
    /* A single row is a point in the middle. */
    double room = fmax(0.5, 1e-9 * fabs(low));
    struct axis scale = {.low = low, .high = high};

    if (!(high - low > 1e-12 * fabs(low))) {
        scale.low = fmax(low, room - DBL_MAX) - room;
        scale.high = fmin(low, DBL_MAX - room) + room;
    }
    choose_tics(&scale, scale.high - scale.low, most, whole ? 0 : -400);
    choose_format(&scale, whole);
    return scale;
}

struct axis
axis_exact(double low, double high, size_t most)
{
    struct axis scale = {.low = low, .high = high};
    double unit;

    /* Two labels at least. */
    do {
        choose_tics(&scale, high - low, most++, -400);
        unit = multiple(&scale, 1);
    } while (floor(high / unit + 1e-9) - ceil(low / unit - 1e-9) < 1);
    choose_format(&scale, false);
    return scale;
}

struct axis
axis_log_exact(double low, double high, size_t most)
{
    struct axis scale = axis_log(low, high, most);

    if (!(high > low * (1 + 1e-9))) {
        /* gnuplot draws no range outside. */
        low = fmin(fmax(low / 2, smallest), largest);
        high = fmax(fmin(high, 2 * largest) * 2, 4 * smallest);
    }
    if (floor(log10(high) + 1e-9) - ceil(log10(low) - 1e-9) < 1) {
        scale = axis_exact(low, high, most);
        scale.log = true;
        return scale;
    }
    scale.low = low;
    scale.high = high;
    return scale;
}

/* The number of the tic with this count from zero. */
static double
tic_at(const struct axis *scale, double count)
{
    char text[32];

    if (!scale->powers)
        return count == 0 ? 0 : multiple(scale, count);
    snprintf(text, sizeof text, "1e%.0f", count * scale->exponent);
    return strtod(text, NULL);
}

size_t
axis_tics(const struct axis *scale, double tics[AXIS_TICS])
{
    double unit = scale->powers ? scale->exponent : multiple(scale, 1);
    double low = scale->powers ? log10(scale->low) : scale->low;
    double high = scale->powers ? log10(scale->high) : scale->high;
    double last = floor(high / unit + 1e-9);
    size_t count = 0;

    for (double i = ceil(low / unit - 1e-9); i <= last && count < AXIS_TICS;
         i++)
        tics[count++] = tic_at(scale, i);
    return count;
}

double
axis_share(const struct axis *scale, double value)
{
    if (!scale->log)
        /* Halves, so that no difference is infinite. */
        return (value / 2 - scale->low / 2) /
               (scale->high / 2 - scale->low / 2);
    if (value <= 0)
        return -INFINITY;
    return (log(value) - log(scale->low)) /
           (log(scale->high) - log(scale->low));
}

/* Between powers of ten that all have a label, 2 to 9 times these. */
static void
print_minor(const struct axis *scale, struct text *text)
{
    enum { MOST = 12 };
    int low = (int)floor(log10(scale->low) + 1e-9);
    int high = (int)ceil(log10(scale->high) - 1e-9);

    if (!scale->powers || scale->exponent != 1 || high - low > MOST)
        return;
    for (int e = low; e < high; e++)
        for (int digit = 2; digit < 10; digit++)
            if (digit * pow(10, e) >= scale->low &&
                digit * pow(10, e) <= scale->high)
                text_format(text, ", '' %de%d 1", digit, e);
}

void
axis_print(const struct axis *scale, const char *axis, bool labels,
           struct text *text)
{
    double tics[AXIS_TICS];
    size_t count = axis_tics(scale, tics);

    text_format(text, "%sset logscale %s\nset %srange [",
                scale->log ? "" : "un", axis, axis);
    text_number(text, scale->low);
    text_string(text, ":");
    text_number(text, scale->high);
    text_format(text, "]\nset %stics (", axis);
    for (size_t i = 0; i < count; i++) {
        char label[TIC_LABEL] = "";

        if (labels)
            axis_label(scale, tics[i], true, label);
        text_format(text, "%s'%s' ", i > 0 ? ", " : "", label);
        text_number(text, tics[i]);
    }
    if (count > 0)
        print_minor(scale, text);
    text_string(text, ")\n");
}
