/* classic.c -- the functions that every optimizer is tried on first. */
#include "base/lanes.h"
#include "problem/problem.h"

KERNEL
sphere_kernel(size_t size, const double *restrict x, double *restrict value,
              double *restrict gradient, size_t lanes, bool few)
{
    double sum[LANES];

    for (size_t l = 0; l < lanes; l++)
        sum[l] = 0;
    EACH_ELEMENT (k, l, size, lanes, few) {
        sum[l] += x[k] * x[k];
        gradient[k] = 2 * x[k];
    }
    for (size_t l = 0; l < lanes; l++)
        value[l] = sum[l];
}

/* Term i has a share in the gradient by x[i], and leaves one by x[i + 1]:
 * a single lane carries it in a register, others leave it in its place. */
KERNEL
rosenbrock_kernel(size_t size, const double *restrict x, double *restrict value,
                  double *restrict gradient, size_t lanes, bool few)
{
    double sum = 0, left = 0;

    for (size_t l = 0; lanes > 1 && l < lanes; l++)
        value[l] = gradient[l] = 0;
    for (size_t i = 0; i + 1 < size; i++) {
        one_by_one(few);
        for (size_t l = 0; l < lanes; l++) {
            size_t k = i * lanes + l;
            double valley = x[k + lanes] - x[k] * x[k], rest = 1 - x[k];
            double term = 100 * valley * valley + rest * rest;
            double before = lanes == 1 ? left : gradient[k];

            gradient[k] = before - 400 * x[k] * valley - 2 * rest;
            left = 200 * valley;
            if (lanes == 1)
                sum += term;
            else
                value[l] += term;
            if (lanes > 1)
                gradient[k + lanes] = left;
        }
    }
    if (lanes == 1) {
        value[0] = sum;
        gradient[size - 1] = left;
    }
}

/* (1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2 */
KERNEL
beale_kernel(size_t size, const double *restrict x, double *restrict value,
             double *restrict gradient, size_t lanes, bool few)
{
    (void)size;
    one_by_one(few);

    for (size_t l = 0; l < lanes; l++) {
        double a = x[l], b = x[l + lanes], b2 = b * b, b3 = b2 * b;
        double f1 = 1.5 - a + a * b;
        double f2 = 2.25 - a + a * b2;
        double f3 = 2.625 - a + a * b3;

        value[l] = f1 * f1 + f2 * f2 + f3 * f3;
        gradient[l] = 2 * (f1 * (b - 1) + f2 * (b2 - 1) + f3 * (b3 - 1));
        gradient[l + lanes] = 2 * a * (f1 + 2 * b * f2 + 3 * b2 * f3);
    }
}

EVALUATE_FUNCTION(sphere)
EVALUATE_FUNCTION(rosenbrock)
EVALUATE_FUNCTION(beale)

const struct problem problem_sphere = {
    .kind = {.name = "sphere",
             .aliases = "SphereFunction gradient_descent_viz.global_minimum",
             .summary = "a round bowl",
             .formula = "f(x) = sum of x[i]^2",
             .source = "De Jong (1975)",
             .example = "sphere(dim=2)",
             PLAIN_KIND},
    .properties = CONVEX | SEPARABLE | SMOOTH,
    FROM(1, 2),
    .start = SPOT(1),
    .minima = {SPOT(0)},
    BETWEEN(-2, 2),
    .evaluate = sphere,
};

const struct problem problem_rosenbrock = {
    .kind = {.name = "rosenbrock",
             .aliases = "RosenbrockFunction GeneralizedRosenbrockFunction",
             .summary = "a curved valley, easy to find and slow to follow",
             .formula = "f(x) = sum of 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2",
             .source = "Rosenbrock (1960)",
             .example = "rosenbrock(dim=2, start=[-1.2, 1])",
             PLAIN_KIND},
    .properties = SMOOTH,
    FROM(2, 2),
    .start = SPOT(-1.2, 1),
    .minima = {SPOT(1)},
    BETWEEN(-2, 2),
    .evaluate = rosenbrock,
};

const struct problem problem_beale = {
    .kind = {.name = "beale",
             .aliases = "BealeFunction",
             .summary = "a flat valley between steep walls",
             .formula = "f(x, y) = (1.5 - x + x y)^2 + (2.25 - x + x y^2)^2\n"
                        "          + (2.625 - x + x y^3)^2",
             .source = "Beale (1958)",
             .example = "beale(start=[1, 1])",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(2),
    .start = SPOT(1, 1),
    .minima = {SPOT(3, 0.5)},
    BETWEEN(-4.5, 4.5),
    .evaluate = beale,
};
