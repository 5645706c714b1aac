/* reddi.c -- gradients that come in turn, on which Adam goes the wrong way. */
#include <math.h>

#include "problem/terms.h"

struct reddi {
    struct problem_options options;
    double spike, slope;
    long period;
};

static const struct parameter parameters[] = {
    REAL(struct reddi, spike, "1010", "(-inf,inf)",
         "the slope of the first step of each period"),
    REAL(struct reddi, slope, "-10", "(-inf,inf)", "that of the others"),
    INTEGER(struct reddi, period, "101", "[1,inf)", "steps in a period"),
    PROBLEM_ROWS(struct problem_options),
    END_OF_TABLE,
};

static double
mean(const struct reddi *self)
{
    double period = (double)self->period;

    return (self->spike + (period - 1) * self->slope) / period;
}

TERMS(reddi, t)
{
    term(t, mean(t->self) * at(t, 0));
    by(t, 0, mean(t->self));
}

static void
reddi_batch(const void *self, uint64_t seed, long t, const struct point *point)
{
    const struct reddi *reddi = self;
    double slope = t % reddi->period == 0 ? reddi->spike : reddi->slope;

    (void)seed;
    for (size_t l = 0; l < point->lanes; l++) {
        point->value[l] = slope * point->x[l];
        point->gradient[l] = slope;
    }
}

static long
reddi_epoch(const void *self)
{
    return ((const struct reddi *)self)->period;
}

static double
reddi_minimum(const void *self)
{
    return -fabs(mean(self));
}

static double
reddi_place(const void *self, size_t i)
{
    (void)i;
    return mean(self) > 0 ? -1 : 1;
}

const struct problem problem_reddi = {
    .kind = {.name = "reddi",
             .summary = "slopes in turn, on which Adam goes the wrong way",
             .formula = "f(x) = mean of f[t](x) over a period, -1 <= x <= 1\n"
                        "f[t](x) = spike x where t is a multiple of period, "
                        "else slope x",
             .source = "Reddi, Kale & Kumar, On the Convergence of Adam and "
                       "Beyond (2018)",
             .example = "reddi(period=101)",
             TABLE_OF(struct reddi, parameters)},
    .properties = CONVEX | SEPARABLE | SMOOTH,
    FIXED(1),
    .start = SPOT(0),
    .minimum_words = "-abs(mean slope)",
    .known_minimum = reddi_minimum,
    .minima = {RULE(reddi_place, "-1 where the mean slope is positive, else "
                                 "1")},
    BETWEEN(-1, 1),
    .bounded = true,
    .evaluate = reddi,
    .batch = reddi_batch,
    .epoch = reddi_epoch,
    .clamps_to_domain = true,
};
