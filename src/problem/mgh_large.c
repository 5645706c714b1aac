/* mgh_large.c -- sums of squares of any dimension, in which each
 * residual depends on all parameters. */
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

RULE_FUNCTION(variably_dimensioned_start, 1 - i / n)

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

RULE_FUNCTION(trigonometric_start, 1 / n)

/* The product's derivatives are products of the factors before and after. */
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
