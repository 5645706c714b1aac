/* hand_steps.c -- optimizers as a careful programmer would write them, at
 * their defaults and lr 1e-3.
 *
 * Vectors are x, the gradient, and what is kept.  Up to LENGTH parameters the
 * gradient is that of a bowl which is shaken, as in the stepping beside it:
 * without that all would fall into denormals. */
#include <math.h>

#include "tests/bench/bench.h"

enum { LENGTH = 32 };

#define STEPS(name, correction, body)                                          \
    void name(size_t length, long steps, double *vectors)                      \
    {                                                                          \
        double *restrict x = vectors, *restrict g = x + length;                \
        double *restrict m = g + length, *restrict v = m + length;             \
        double p1 = 1, p2 = 1, step = 1e-3, root = 1;                          \
                                                                               \
        for (long t = 0; t < steps; t++) {                                     \
            if (length <= LENGTH)                                              \
                for (size_t i = 0; i < length; i++)                            \
                    g[i] = 2 * x[i] + (t % 2 ? 1 : -1);                        \
            correction;                                                        \
            for (size_t i = 0; i < length; i++) {                              \
                body;                                                          \
            }                                                                  \
        }                                                                      \
        (void)m, (void)v, (void)p1, (void)p2, (void)step, (void)root;          \
    }

/* The powers stop before they become denormal. */
#define ADAM_CORRECTION                                                        \
    p1 = p1 > 1e-17 ? p1 * 0.9 : 0;                                            \
    p2 = p2 > 1e-17 ? p2 * 0.999 : 0;                                          \
    step = 1e-3 / (1 - p1);                                                    \
    root = sqrt(1 - p2)

#define ADAM                                                                   \
    m[i] = 0.9 * m[i] + (1 - 0.9) * g[i];                                      \
    v[i] = 0.999 * v[i] + (1 - 0.999) * g[i] * g[i];                           \
    x[i] -= step * m[i] / (sqrt(v[i]) / root + 1e-8)

STEPS(hand_sgd, , m[i] = 0.9 * m[i] + g[i]; x[i] -= 1e-3 * m[i])
STEPS(hand_plain_adam, ADAM_CORRECTION, ADAM)
STEPS(hand_adamw, ADAM_CORRECTION, x[i] *= 1 - 1e-3 * 0.01; ADAM)
STEPS(hand_rmsprop, , v[i] = 0.99 * v[i] + (1 - 0.99) * g[i] * g[i];
      x[i] -= 1e-3 * g[i] / (sqrt(v[i]) + 1e-8))
STEPS(hand_adagrad, , v[i] += g[i] * g[i];
      x[i] -= 1e-3 * g[i] / (sqrt(v[i]) + 1e-10))
