/* mgh_penalty.c -- the two penalty functions: a sphere that is a wall. */
#include <math.h>

#include "problem/mgh.h"

TERMS(penalty_1, t)
{
    double sum = 0;

    for (size_t i = 0; i < t->size; i++) {
        double rest = at(t, i) - 1;

        term(t, 1e-5 * rest * rest);
        by(t, i, 2e-5 * rest);
        sum += at(t, i) * at(t, i);
    }
    square(t, sum - 0.25);
    for (size_t i = 0; i < t->size; i++)
        by(t, i, 2 * at(t, i));
}

RULE_FUNCTION(penalty_1_start, i)
RULE_FUNCTION(penalty_1_high, n)
RULE_FUNCTION(penalty_1_low, -n)

/* All parameters are equal there, and the derivative is a cubic in them:
 * Newton's method falls from 1 to its largest root. */
static double
penalty_1_place(const void *self, size_t i)
{
    double n = dimension(self), x = 2, next = 1;

    (void)i;
    while (next < x) {
        x = next;
        next = x - (4 * n * x * x * x + (2e-5 - 1) * x - 2e-5) /
                       (12 * n * x * x + (2e-5 - 1));
    }
    return x;
}

static double
penalty_1_minimum(const void *self)
{
    double n = dimension(self), x = penalty_1_place(self, 0);
    double rest = n * x * x - 0.25;

    return 1e-5 * n * (x - 1) * (x - 1) + rest * rest;
}

TERMS(penalty_2, t)
{
    double sum = 0, n = (double)t->size;

    square(t, at(t, 0) - 0.2);
    by(t, 0, 1);
    for (size_t i = 1; i < t->size; i++) {
        double here = exp(at(t, i) / 10), before = exp(at(t, i - 1) / 10);
        double y = exp((double)(i + 1) / 10) + exp((double)i / 10);
        double rest = here + before - y, other = here - exp(-0.1);

        term(t, 1e-5 * (rest * rest + other * other));
        by(t, i, 2e-6 * here * (rest + other));
        by(t, i - 1, 2e-6 * before * rest);
    }
    for (size_t i = 0; i < t->size; i++)
        sum += (n - (double)i) * at(t, i) * at(t, i);
    square(t, sum - 1);
    for (size_t i = 0; i < t->size; i++)
        by(t, i, 2 * (n - (double)i) * at(t, i));
}

static const struct known penalty_2_known[] = {
    {4, 9.376293007355442e-06,
     (const double[]){0.1999993333503804, 0.19131670099277245,
                      0.48010148533262315, 0.5188454043902005}},
    {10, 0.00029366053745674594,
     (const double[]){0.1999836051978236, 0.010350648471292297,
                      0.019604934480438402, 0.03208906722068565,
                      0.049932677399641294, 0.07651399515399361,
                      0.11862407286950417, 0.19214487233557667,
                      0.34732058694184365, 0.3691643741593508}},
    {0, 0, NULL},
};

const struct problem problem_penalty_1 = {
    .kind = {.name = "penalty_1",
             .summary = "a sphere's surface, and a hint where on it",
             .formula = "f(x) = sum of 10^-5 (x[i] - 1)^2\n"
                        "     + (sum of x[i]^2 - 1/4)^2",
             .source = MGH_SOURCE("23"),
             .example = "penalty_1(dim=4)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FROM(1, 4),
    .start = RULE(penalty_1_start, "i, i = 1, ..., n"),
    .minimum_words = "2.24998e-05 for n = 4, 7.08765e-05 for n = 10",
    .known_minimum = penalty_1_minimum,
    .minima = {RULE(penalty_1_place,
                    "the largest root of 4 n x^3 + (2e-5 - 1) x - 2e-5, "
                    "everywhere")},
    .low = RULE(penalty_1_low, "-n"),
    .high = RULE(penalty_1_high, "n"),
    .evaluate = penalty_1,
};

const struct problem problem_penalty_2 = {
    .kind = {.name = "penalty_2",
             .summary = "exponentials under a weighted norm",
             .formula =
                 "f(x) = (x[1] - 0.2)^2\n"
                 "     + 10^-5 sum of (e(x[i]) + e(x[i-1]) - e(i) - "
                 "e(i-1))^2\n"
                 "     + 10^-5 sum of (e(x[i]) - e(-1))^2, i = 2, ..., n\n"
                 "     + (sum of (n - i + 1) x[i]^2 - 1)^2\n"
                 "e(x) = exp(x / 10)",
             .source = MGH_SOURCE("24"),
             .example = "penalty_2(dim=4)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FROM(1, 4),
    .start = SPOT(0.5),
    .minimum = NAN,
    .known = penalty_2_known,
    BETWEEN(-1, 1),
    .evaluate = penalty_2,
};
