/* probe.h -- a problem at one point: its value, its gradient, and what
 * differences say of that. */
#ifndef PROBLEM_PROBE_H
#define PROBLEM_PROBE_H

#include "problem/problem.h"

struct probe {
    const struct node *node;
    size_t size;
    struct point point;
    double *x, *gradient; /* [size]; the caller fills x */
    double value;
};

/* Makes room for a loaded problem; the probe must not move afterwards.  False
 * without memory. */
bool probe_make(struct probe *probe, const struct node *node,
                struct arena *arena);

/* Fills value and gradient. */
void probe_evaluate(struct probe *probe);

/* The derivative by parameter i by differences of values: that one of several
 * steps that comes closest to `derivative`, as soon as it is nearer than
 * `enough`.  Leaves x as it was, but not value and gradient. */
double probe_difference(struct probe *probe, size_t i, double derivative,
                        double enough);

#endif
