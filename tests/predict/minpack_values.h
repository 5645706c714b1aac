/* minpack_values.h -- made by minpack_values.py with SciPy 1.17.1. */
#ifndef TESTS_PREDICT_MINPACK_VALUES_H
#define TESTS_PREDICT_MINPACK_VALUES_H

#include <math.h>
#include <stddef.h>

/* Half the sum of the squares, or of Huber's loss, is the cost. */
static const struct minpack_fit {
    const char *problem;
    size_t count;
    double delta, numbers[5], cost;
} minpack_fits[] = {
    {"rosenbrock", 2, INFINITY, {1, 1}, 0},
    {"bard",
     3,
     INFINITY,
     {0.0824105602066, 1.13303610843, 2.34369516286},
     0.00410743865329},
    {"kowalik_osborne",
     4,
     INFINITY,
     {0.19280693444, 0.191282337509, 0.12305651041, 0.136062334387},
     0.000153752801925},
    {"box", 3, INFINITY, {1, 10, 1}, 1.38666955996e-32},
    {"brown_dennis",
     4,
     INFINITY,
     {-11.5944367424, 13.2036288928, -0.40343973073, 0.236778932069},
     42911.1008132},
    {"osborne",
     5,
     INFINITY,
     {0.375410051098, 1.93584680087, -1.46468702399, 0.0128675344113,
      0.0221227001109},
     2.73244734874e-05},
    {"outliers",
     3,
     0.1,
     {2.02949188079, 3.03460775462, 0.102019622906},
     0.348741687846},
    {"outliers",
     3,
     0.01,
     {2.00319206868, 3.00557556065, 0.100364212102},
     0.040190334217},
};

#endif
