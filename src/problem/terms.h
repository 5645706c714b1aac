/* terms.h -- functions that are sums of terms, or of squares of residuals:
 * each is written as its terms and their derivatives, for one lane.
 *
 *     square(t, 10 * (at(t, 1) - at(t, 0) * at(t, 0)));
 *     by(t, 0, -20 * at(t, 0));
 *     by(t, 1, 10);
 *
 * adds (10 (x1 - x0^2))^2 to the value, and its derivatives to the gradient:
 * f = sum of r^2, and so the gradient is twice the Jacobian times r. */
#ifndef PROBLEM_TERMS_H
#define PROBLEM_TERMS_H

#include "problem/problem.h"

struct terms {
    const void *self; /* the problem's struct */
    size_t size, stride;
    const double *x;
    double value;
    double *gradient;
    double slope;    /* of the value by the last term or residual */
    double *scratch; /* of this lane */
};

static inline double
at(const struct terms *terms, size_t i)
{
    return terms->x[i * terms->stride];
}

/* Adds a term. */
static inline void
term(struct terms *terms, double value)
{
    terms->value += value;
    terms->slope = 1;
}

/* Adds the square of a residual. */
static inline void
square(struct terms *terms, double residual)
{
    terms->value += residual * residual;
    terms->slope = 2 * residual;
}

/* The derivative of that term or residual by parameter i, where it is not 0:
 * may be given in parts. */
static inline void
by(struct terms *terms, size_t i, double derivative)
{
    terms->gradient[i * terms->stride] += terms->slope * derivative;
}

/* Begins the function that adds the terms of the problem NAME to `t`, whose
 * gradient is 0, and defines its evaluation NAME. */
#define TERMS(name, t)                                                         \
    static void name##_terms(struct terms *t);                                 \
                                                                               \
    static void name(const void *self, const struct point *point)              \
    {                                                                          \
        for (size_t k = 0; k < point->size * point->lanes; k++)                \
            point->gradient[k] = 0;                                            \
        for (size_t l = 0; l < point->lanes; l++) {                            \
            struct terms terms = {.self = self,                                \
                                  .size = point->size,                         \
                                  .stride = point->lanes,                      \
                                  .x = point->x + l,                           \
                                  .gradient = point->gradient + l,             \
                                  .scratch = point->scratch};                  \
                                                                               \
            name##_terms(&terms);                                              \
            point->value[l] = terms.value;                                     \
        }                                                                      \
    }                                                                          \
                                                                               \
    static void name##_terms(struct terms *t)

#endif
