/* curvature.c -- second derivatives of a problem, from differences of its
 * gradient. */
#include <math.h>

#include "problem/problem.h"

/* A power of two, so that x moves by it exactly: about |x| / 1024. */
static double
step_at(double x)
{
    int exponent;

    frexp(fmax(fabs(x), 1), &exponent);
    return ldexp(1, exponent - 11);
}

/* Adds `weight` times the derivatives by parameter i, moved by `steps`. */
static void
add_moved(const struct node *node, const struct point *point, double *x,
          size_t i, double steps, double weight, double *sum)
{
    size_t lanes = point->lanes;
    double before[LANES];

    for (size_t l = 0; l < lanes; l++) {
        before[l] = x[i * lanes + l];
        x[i * lanes + l] += steps * step_at(before[l]);
    }
    problem_of(node)->evaluate(node->self, point);
    for (size_t l = 0; l < lanes; l++) {
        x[i * lanes + l] = before[l];
        sum[l] += weight * point->gradient[i * lanes + l];
    }
}

/* The five-point formula, which is exact where the gradient is a polynomial
 * of degree 4. */
void
problem_curvature(const struct node *node, const struct point *point, double *x,
                  double *diagonal, double *spare)
{
    size_t lanes = point->lanes;
    double values[LANES];
    struct point moved = *point;

    moved.value = values;
    moved.gradient = spare;
    for (size_t i = 0; i < point->size; i++) {
        double *sum = &diagonal[i * lanes];

        for (size_t l = 0; l < lanes; l++)
            sum[l] = 0;
        add_moved(node, &moved, x, i, 1, 8, sum);
        add_moved(node, &moved, x, i, -1, -8, sum);
        add_moved(node, &moved, x, i, 2, -1, sum);
        add_moved(node, &moved, x, i, -2, 1, sum);
        for (size_t l = 0; l < lanes; l++)
            sum[l] /= 12 * step_at(x[i * lanes + l]);
    }
}
