/* probe.c -- evaluates a problem beside a run. */
#include "problem/probe.h"

#include <math.h>

bool
probe_make(struct probe *probe, const struct node *node, struct arena *arena)
{
    size_t size = problem_dim(node);

    *probe = (struct probe){
        .node = node,
        .size = size,
    };
    probe->x = problem_point(node, 1, &probe->value, &probe->point, arena);
    probe->gradient = probe->point.gradient;
    return probe->x;
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
