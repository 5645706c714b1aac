/* mgh_large.c -- sums of squares of any dimension, each residual of which
 * knows all parameters. */
#include <math.h>

#include "problem/mgh.h"

TERMS(watson, t)
{
    for (size_t i = 1; i <= 29; i++) {
        double time = (double)i / 29, power = 1, sum = 0, slope = 0;

        for (size_t j = 0; j < t->size; j++) {
            sum += at(t, j) * power;
            slope +=
                j + 1 < t->size ? (double)(j + 1) * at(t, j + 1) * power : 0;
            power *= time;
        }
        square(t, slope - sum * sum - 1);
        power = 1;
        for (size_t j = 0; j < t->size; j++) {
            by(t, j, -2 * sum * power);
            if (j + 1 < t->size)
                by(t, j + 1, (double)(j + 1) * power);
            power *= time;
        }
    }
    square(t, at(t, 0));
    by(t, 0, 1);
    square(t, at(t, 1) - at(t, 0) * at(t, 0) - 1);
    by(t, 0, -2 * at(t, 0));
    by(t, 1, 1);
}

TERMS(extended_rosenbrock, t)
{
    for (size_t i = 0; i < t->size; i += 2) {
        square(t, 10 * (at(t, i + 1) - at(t, i) * at(t, i)));
        by(t, i, -20 * at(t, i));
        by(t, i + 1, 10);
        square(t, 1 - at(t, i));
        by(t, i, -1);
    }
}

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

static double
penalty_1_start(const void *self, size_t i)
{
    (void)self;
    return (double)(i + 1);
}

static double
penalty_1_high(const void *self, size_t i)
{
    (void)i;
    return dimension(self);
}

static double
penalty_1_low(const void *self, size_t i)
{
    return -penalty_1_high(self, i);
}

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

TERMS(variably_dimensioned, t)
{
    double sum = 0;

    for (size_t i = 0; i < t->size; i++) {
        square(t, at(t, i) - 1);
        by(t, i, 1);
        sum += (double)(i + 1) * (at(t, i) - 1);
    }
    term(t, sum * sum + sum * sum * sum * sum);
    for (size_t i = 0; i < t->size; i++)
        by(t, i, (2 * sum + 4 * sum * sum * sum) * (double)(i + 1));
}

static double
variably_dimensioned_start(const void *self, size_t i)
{
    return 1 - (double)(i + 1) / dimension(self);
}

/* Each cosine is in every residual: its derivative is paid for once. */
TERMS(trigonometric, t)
{
    double n = (double)t->size, cosines = 0, slopes = 0;

    for (size_t i = 0; i < t->size; i++)
        cosines += cos(at(t, i));
    for (size_t i = 0; i < t->size; i++) {
        double x = at(t, i), weight = (double)(i + 1);

        square(t, n - cosines + weight * (1 - cos(x)) - sin(x));
        by(t, i, weight * sin(x) - cos(x));
        slopes += t->slope;
    }
    t->slope = slopes;
    for (size_t i = 0; i < t->size; i++)
        by(t, i, sin(at(t, i)));
}

static double
trigonometric_start(const void *self, size_t i)
{
    (void)i;
    return 1 / dimension(self);
}

/* The product's derivatives are products of what stands before and behind. */
TERMS(brown_almost_linear, t)
{
    double product = 1, sum = 0, slopes = 0;

    for (size_t i = 0; i < t->size; i++) {
        t->gradient[i * t->stride] = product;
        product *= at(t, i);
        sum += at(t, i);
    }
    square(t, product - 1);
    product = t->slope;
    for (size_t i = t->size; i-- > 0;) {
        t->gradient[i * t->stride] *= product;
        product *= at(t, i);
    }
    for (size_t i = 0; i + 1 < t->size; i++) {
        square(t, at(t, i) + sum - ((double)t->size + 1));
        by(t, i, 1);
        slopes += t->slope;
    }
    t->slope = slopes;
    for (size_t i = 0; i < t->size; i++)
        by(t, i, 1);
}

static const struct known watson_known[] = {
    {6, 0.0022876700535524363,
     (const double[]){-0.015725086401458456, 1.0124348693691099,
                      -0.2329916259567377, 1.2604300877996084,
                      -1.5137289227222797, 0.9929964324311346}},
    {9, 1.39976013809902e-06,
     (const double[]){-1.5307036521394342e-05, 0.9997897039319483,
                      0.014763963693556958, 0.14634232829936222,
                      1.0008211030047092, -2.617731140519015, 4.104403164478857,
                      -3.1436122785564424, 1.0526264080101668}},
    {12, 4.722381105891757e-10,
     (const double[]){
         -6.638060464520687e-09, 1.000001644117862, -0.0005639322103423058,
         0.34782054050404243, -0.15673150409616513, 1.0528151772071777,
         -3.2472711534596677, 7.288434897938061, -10.271848241321724,
         9.074113647075317, -4.541375466692512, 1.0120118885528104}},
    {0, 0, NULL},
};

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

const struct problem problem_watson = {
    .kind = {.name = "watson",
             .summary = "a polynomial that solves a differential equation",
             .formula = "f(x) = sum of (p'(t) - p(t)^2 - 1)^2\n"
                        "     + x1^2 + (x2 - x1^2 - 1)^2\n"
                        "p(t) = sum of x[j] t^(j-1), t = i / 29, i = 1, ..., "
                        "29",
             .source = MGH_SOURCE("20"),
             .example = "watson(dim=6)",
             PLAIN_KIND},
    .properties = SMOOTH,
    .dim_least = 2,
    .dim_most = 31,
    .dim_standard = 6,
    .start = SPOT(0),
    .minimum = NAN,
    .known = watson_known,
    BETWEEN(-12, 12),
    .evaluate = watson,
};

const struct problem problem_extended_rosenbrock = {
    .kind = {.name = "extended_rosenbrock",
             .summary = "rosenbrock's valley for each two parameters",
             .formula = "f(x) = sum of 100 (b - a^2)^2 + (1 - a)^2\n"
                        "over each two parameters a, b",
             .source = MGH_SOURCE("1 and 21"),
             .example = "extended_rosenbrock(dim=4)",
             PLAIN_KIND},
    .properties = SMOOTH,
    FROM(2, 4),
    .dim_multiple = 2,
    .start = SPOT(-1.2, 1),
    .minima = {SPOT(1)},
    BETWEEN(-2, 2),
    .evaluate = extended_rosenbrock,
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

const struct problem problem_variably_dimensioned = {
    .kind = {.name = "variably_dimensioned",
             .summary = "a plate with one very steep direction",
             .formula = "f(x) = sum of (x[i] - 1)^2 + s^2 + s^4\n"
                        "s = sum of i (x[i] - 1), i = 1, ..., n",
             .source = MGH_SOURCE("25"),
             .example = "variably_dimensioned(dim=4)",
             PLAIN_KIND},
    .properties = CONVEX | SMOOTH,
    FROM(1, 4),
    .start = RULE(variably_dimensioned_start, "1 - i / n, i = 1, ..., n"),
    .minima = {SPOT(1)},
    BETWEEN(-1, 3),
    .evaluate = variably_dimensioned,
};

const struct problem problem_trigonometric = {
    .kind = {.name = "trigonometric",
             .summary = "cosines that know one another",
             .formula = "f(x) = sum of (n - sum of cos(x[j])\n"
                        "               + i (1 - cos(x[i])) - sin(x[i]))^2",
             .source = MGH_SOURCE("26"),
             .example = "trigonometric(dim=4)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FROM(1, 4),
    .start = RULE(trigonometric_start, "1 / n"),
    .minima = {SPOT(0)},
    BETWEEN(-2, 2),
    .evaluate = trigonometric,
};

const struct problem problem_brown_almost_linear = {
    .kind = {.name = "brown_almost_linear",
             .summary = "linear equations, and a product",
             .formula = "f(x) = sum of (x[i] + s - (n + 1))^2, i < n\n"
                        "     + (product of x[i] - 1)^2, s = sum of x[i]",
             .source = MGH_SOURCE("27"),
             .example = "brown_almost_linear(dim=4)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FROM(2, 4),
    .start = SPOT(0.5),
    .minima = {SPOT(1)},
    BETWEEN(-1, 2),
    .evaluate = brown_almost_linear,
};
