/* recognise_narrow.c -- the values of a number with which a rate agrees, and
 * the roundest of them. */
#include <math.h>

#include "training/explain_try.h"
#include "training/recognise_try.h"

/* The rate where rate i is, with another value of the number. */
static double
rate_with(struct recogniser *recogniser, struct attempt *attempt,
          const struct open_number *unknown, double value, size_t i)
{
    *unknown->number = value;
    return attempt_rate(recogniser, attempt, i);
}

/* Between two values, on both sides of a bound: the next one to try.  Halving
 * where `halve`, else where a line meets the bound: floors are found at once.
 */
static double
next_value(const struct open_number *unknown, const double *values,
           const double *misses, bool halve)
{
    double low = values[0], high = values[1];
    double middle = low + (high - low) / 2;

    if (unknown->whole)
        return floor(middle);
    if (!halve)
        middle = low - misses[0] * (high - low) / (misses[1] - misses[0]);
    return middle;
}

static bool
is_narrow(const struct open_number *unknown, double low, double high)
{
    return unknown->whole ? high - low <= 1
                          : high - low <= 1e-14 * (fabs(low) + fabs(high));
}

/* Where the rate passes a bound between two values, at which it misses the
 * bound to both sides: the last value that is still on the first's side. */
static double
find_crossing(struct recogniser *recogniser, struct attempt *attempt,
              const struct open_number *unknown, size_t i, double bound,
              double values[2], double misses[2])
{
    for (int n = 0; n < 100 && !is_narrow(unknown, values[0], values[1]); n++) {
        double next = next_value(unknown, values, misses, n % 2 == 1);
        double miss;
        int side;

        if (!(next > values[0] && next < values[1]))
            break;
        miss = rate_with(recogniser, attempt, unknown, next, i) - bound;
        side = (miss > 0) != (misses[0] > 0);
        values[side] = next;
        misses[side] = miss;
        if (!unknown->whole && fabs(miss) <= 1e-15 * fabs(bound))
            return next;
    }
    return values[0];
}

bool
attempt_narrow(struct recogniser *recogniser, struct attempt *attempt,
               struct open_number *unknown, size_t i)
{
    const struct logged_rate *rate = &recogniser->rates[i];
    double first = rate_with(recogniser, attempt, unknown, unknown->low, i);
    double last = rate_with(recogniser, attempt, unknown, unknown->high, i);
    double slack = recogniser->slack + 1e-9 * fabs(rate->value);
    double least = rate->low - slack, most = rate->high + slack;
    double low = unknown->low, high = unknown->high;
    /* The bounds that it passes on the way from `first` to `last`. */
    double enters = last < first ? most : least;
    double leaves = last < first ? least : most;

    if (isnan(first) || isnan(last) || fmax(first, last) < least ||
        fmin(first, last) > most)
        return false;
    if (last < first ? first > most : first < least) {
        double values[] = {low, high};
        double misses[] = {first - enters, last - enters};

        unknown->low = find_crossing(recogniser, attempt, unknown, i, enters,
                                     values, misses);
        unknown->low += unknown->whole;
    }
    if (last < first ? last < least : last > most) {
        double values[] = {low, high};
        double misses[] = {first - leaves, last - leaves};

        unknown->high = find_crossing(recogniser, attempt, unknown, i, leaves,
                                      values, misses);
    }
    return unknown->low <= unknown->high;
}

double
roundest_whole(double low, double high)
{
    double unit = 1;

    if (low <= 0)
        return 0;
    while (floor(high / (unit * 10)) * unit * 10 >= low)
        unit *= 10;
    if (floor(high / (unit * 5)) * unit * 5 >= low)
        unit *= 5;
    return ceil(low / unit) * unit;
}

double
roundest_number(const struct open_number *unknown)
{
    const struct explain_range range = {unknown->low, unknown->high};

    if (unknown->low <= 0)
        return 0;
    return unknown->whole ? roundest_whole(unknown->low, unknown->high)
                          : explain_shortest(range);
}
