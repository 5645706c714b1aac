/* probe.c -- evaluates a problem beside a run. */
#include "problem/probe.h"

#include <math.h>
#include <string.h>

bool
probe_make(struct probe *probe, const struct node *node, struct arena *arena)
{
    size_t size = problem_dim(node);

    *probe = (struct probe){
        .node = node,
        .size = size,
        .aside = arena_alloc(arena, size, sizeof(double)),
    };
    probe->x = problem_point(node, 1, &probe->value, &probe->point, arena);
    probe->gradient = probe->point.gradient;
    return probe->x && probe->aside;
}

void
probe_evaluate(struct probe *probe)
{
    problem_of(probe->node)->evaluate(probe->node->self, &probe->point);
}

/* Of fourth order, with steps of h times the parameter. */
static double
difference(struct probe *probe, size_t i, double h)
{
    static const double weights[] = {1, -8, 0, 8, -1};
    double here = probe->x[i], sum = 0;

    h *= fmax(1, fabs(here));
    for (int k = -2; k <= 2; k++) {
        if (k == 0)
            continue;
        probe->x[i] = here + k * h;
        probe_evaluate(probe);
        sum += weights[k + 2] * probe->value;
    }
    probe->x[i] = here;
    return sum / (12 * h);
}

/* Short waves need short steps, where smooth functions suffer from rounding,
 * and a kink may be near. */
double
probe_difference(struct probe *probe, size_t i, double derivative,
                 double enough)
{
    double best = difference(probe, i, 1e-4);

    for (double h = 1e-3; !(fabs(derivative - best) <= enough) && h > 1e-8;
         h /= 10) {
        double other = difference(probe, i, h);

        if (!(fabs(derivative - other) >= fabs(derivative - best)))
            best = other;
    }
    return best;
}

/* The gradient at x + step * vector, where x stands aside. */
static void
gradient_along(struct probe *probe, const double *vector, double step)
{
    for (size_t i = 0; i < probe->size; i++)
        probe->x[i] = probe->aside[i] + step * vector[i];
    probe_evaluate(probe);
}

void
probe_product(struct probe *probe, const double *vector, double *product)
{
    const struct problem *problem = problem_of(probe->node);
    double longest = 0, largest = 1, step;

    if (problem->product &&
        problem->product(probe->node->self, &probe->point, vector, product))
        return;
    memcpy(probe->aside, probe->x, probe->size * sizeof *probe->x);
    for (size_t i = 0; i < probe->size; i++) {
        longest = fmax(longest, fabs(vector[i]));
        largest = fmax(largest, fabs(probe->x[i]));
    }
    /* Shorter than the cube root of a rounding, for the sake of short waves. */
    step = longest > 0 ? 3e-7 * largest / longest : 1;
    gradient_along(probe, vector, step);
    memcpy(product, probe->gradient, probe->size * sizeof *product);
    gradient_along(probe, vector, -step);
    for (size_t i = 0; i < probe->size; i++)
        product[i] = (product[i] - probe->gradient[i]) / (2 * step);
    memcpy(probe->x, probe->aside, probe->size * sizeof *probe->x);
}
