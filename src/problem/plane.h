/* plane.h -- functions of two parameters. */
#ifndef PROBLEM_PLANE_H
#define PROBLEM_PLANE_H

#include "problem/problem.h"

/* A point of the plane, the value there and its two derivatives. */
struct plane {
    double x, y, f, fx, fy;
};

/* Defines the evaluation NAME by NAME_plane(plane), which fills the last
 * three. */
#define EVALUATE_PLANE(name)                                                   \
    KERNEL                                                                     \
    name##_kernel(size_t size, const double *restrict x,                       \
                  double *restrict value, double *restrict gradient,           \
                  size_t lanes, bool few)                                      \
    {                                                                          \
        (void)size;                                                            \
        one_by_one(few);                                                       \
        for (size_t l = 0; l < lanes; l++) {                                   \
            struct plane p = {.x = x[l], .y = x[l + lanes]};                   \
                                                                               \
            name##_plane(&p);                                                  \
            value[l] = p.f;                                                    \
            gradient[l] = p.fx;                                                \
            gradient[l + lanes] = p.fy;                                        \
        }                                                                      \
    }                                                                          \
    EVALUATE_FUNCTION(name)

#endif
