/* michalewicz.c -- steep ditches, whose minimum has no formula. */
#include <math.h>

#include "problem/terms.h"

/* -sin(x) sin(i x^2 / pi)^20 and its derivative. */
static double
michalewicz_term(size_t i, double x, double *derivative)
{
    double inner = (double)(i + 1) * x * x / M_PI, s = sin(inner), s2 = s * s;
    double s4 = s2 * s2, s16 = s4 * s4 * s4 * s4, s19 = s16 * s2 * s;

    *derivative = -cos(x) * s16 * s4 - sin(x) * 20 * s19 * cos(inner) * 2 *
                                           (double)(i + 1) * x / M_PI;
    return -sin(x) * s16 * s4;
}

TERMS(michalewicz, t)
{
    for (size_t i = 0; i < t->size; i++) {
        double derivative;

        term(t, michalewicz_term(i, at(t, i), &derivative));
        by(t, i, derivative);
    }
}

/* The crest of sin(i x^2 / pi)^20 next to pi/2, where sin(x) is largest, and
 * from there the zero of the derivative, by bisection. */
static double
michalewicz_place(const void *self, size_t i)
{
    double n = (double)(i + 1), crest = floor(n / 4), best = 0, value = 1;
    double low, high;

    (void)self;
    for (double k = fmax(0, crest - 1); k <= crest + 1; k++) {
        double derivative, x = M_PI * sqrt((k + 0.5) / n);
        double found = michalewicz_term(i, x, &derivative);

        best = found < value ? x : best;
        value = fmin(value, found);
    }
    low = best - 0.4 / n;
    high = best + 0.4 / n;
    while (low < low / 2 + high / 2 && low / 2 + high / 2 < high) {
        double derivative, middle = low / 2 + high / 2;

        michalewicz_term(i, middle, &derivative);
        *(derivative < 0 ? &low : &high) = middle;
    }
    return low;
}

static double
michalewicz_minimum(const void *self)
{
    size_t n = (size_t)((const struct problem_options *)self)->dim;
    double sum = 0, derivative;

    for (size_t i = 0; i < n; i++)
        sum += michalewicz_term(i, michalewicz_place(self, i), &derivative);
    return sum;
}

const struct problem problem_michalewicz = {
    .kind = {.name = "michalewicz",
             .summary = "flat land with steep ditches",
             .formula = "f(x) = -sum of sin(x[i]) sin(i x[i]^2 / pi)^20, "
                        "i = 1, ..., n",
             .source = "Michalewicz (1992), m = 10",
             .example = "michalewicz(dim=5)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SEPARABLE | SMOOTH,
    FROM(1, 2),
    .start = SPOT(2, 1.4),
    .minimum_words = "-1.8013034100985537 for n = 2, -4.687658179088148 for "
                     "n = 5, -9.66015171564135 for n = 10",
    .known_minimum = michalewicz_minimum,
    .minima = {RULE(michalewicz_place,
                    "2.202905520, 1.570796327, 1.284991567, ...")},
    BETWEEN(0, 3.141592653589793),
    .bounded = true,
    .evaluate = michalewicz,
};
