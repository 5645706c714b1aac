/* power.c -- plain factors of t: base^exponent, and chains of them.
 *
 * Their product is what doubles can hold, also where one of them is not. */
#include <math.h>

#include "schedule/schedule.h"

/* A number as mantissa * 2^exponent, of any size. */
struct far {
    double mantissa;
    long exponent;
};

static void
far_multiply(struct far *far, double factor)
{
    int exponent;

    far->mantissa = frexp(far->mantissa * factor, &exponent);
    far->exponent += exponent;
}

/* In as many pieces as keep each within doubles. */
static void
far_multiply_power(struct far *far, struct power power)
{
    double size = fabs(power.exponent * log2(fabs(power.base)));
    double pieces = ceil(size / 512);
    double whole = trunc(power.exponent / pieces);

    if (!(size > 512) || size > 1e9) {
        far_multiply(far, pow(power.base, power.exponent));
        return;
    }
    for (double i = 0; i < pieces; i++)
        far_multiply(far, pow(power.base, whole));
    far_multiply(far, pow(power.base, power.exponent - pieces * whole));
}

static void
far_multiply_node(struct far *far, const struct schedule *schedule, long t)
{
    if (schedule->kind->power)
        far_multiply_power(far, schedule->kind->power(schedule, t));
    for (size_t i = 0; i < schedule->part_count; i++)
        far_multiply_node(far, &schedule->parts[i], t);
}

/* All factors at once, where one after the other would leave what doubles can
 * hold. */
static void
set_far(const struct schedule *schedule, long t, struct rate *rates)
{
    struct far factor = {1, 0};

    far_multiply_node(&factor, schedule, t);
    for (size_t i = 0; i < schedule->count; i++) {
        struct far rate = factor;

        far_multiply(&rate, rates[i].lr);
        rate.exponent = rate.exponent > 4096    ? 4096
                        : rate.exponent < -4096 ? -4096
                                                : rate.exponent;
        rates[i].lr = ldexp(rate.mantissa, (int)rate.exponent);
    }
}

/* A power, or the product of a chain of them. */
static double
plain_factor(const struct schedule *schedule, long t)
{
    double factor = 1;

    if (schedule->kind->power) {
        struct power power = schedule->kind->power(schedule, t);

        return power_of(power.base, power.exponent);
    }
    for (size_t i = 0; i < schedule->part_count; i++)
        factor *= plain_factor(&schedule->parts[i], t);
    return factor;
}

/* Whether a factor is 0 by itself, not for want of smaller doubles. */
static bool
is_zero(const struct schedule *schedule, long t)
{
    if (schedule->kind->power)
        return schedule->kind->power(schedule, t).base == 0;
    for (size_t i = 0; i < schedule->part_count; i++)
        if (is_zero(&schedule->parts[i], t))
            return true;
    return false;
}

void
schedule_set_factor(const struct schedule *schedule, long t, struct rate *rates)
{
    double factor = plain_factor(schedule, t);

    if (!isfinite(factor) || (factor == 0 && !is_zero(schedule, t)))
        set_far(schedule, t, rates);
    else
        rates_scale(schedule, rates, factor);
}
