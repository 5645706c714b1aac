/* plane.h -- functions of two parameters. */
#ifndef PROBLEM_PLANE_H
#define PROBLEM_PLANE_H

#include "problem/problem.h"

/* A point of the plane, the value there and its two derivatives. */
struct plane {
    double x, y, f, fx, fy;
};

/* Begins the function that fills the last three of a point, and defines the
 * evaluation NAME of the problem. */
#define PLANE(name, p)                                                         \
    static inline void name##_plane(struct plane *p);                          \
                                                                               \
    KERNEL                                                                     \
    name##_kernel(size_t size, const double *restrict x,                       \
                  double *restrict value, double *restrict gradient,           \
                  size_t lanes, bool few)                                      \
    {                                                                          \
        (void)size;                                                            \
        one_by_one(few);                                                       \
        for (size_t l = 0; l < lanes; l++) {                                   \
            struct plane plane = {.x = x[l], .y = x[l + lanes]};               \
                                                                               \
            name##_plane(&plane);                                              \
            value[l] = plane.f;                                                \
            gradient[l] = plane.fx;                                            \
            gradient[l + lanes] = plane.fy;                                    \
        }                                                                      \
    }                                                                          \
    EVALUATE_FUNCTION(name)                                                    \
                                                                               \
    static inline void name##_plane(struct plane *p)

#endif
