/* least_squares.h -- the numbers that make weighted residuals least. */
#ifndef PREDICT_LEAST_SQUARES_H
#define PREDICT_LEAST_SQUARES_H

#include "base/arena.h"
#include "base/error.h"

enum { LEAST_SQUARES_NUMBERS = 5 };

struct least_squares {
    size_t count;     /* numbers, at most LEAST_SQUARES_NUMBERS */
    size_t residuals; /* at least as many */
    /* Residuals beyond this count by their size, not by its square (Huber). */
    double delta;
    void *context;
    /* The residuals at some numbers, and [residuals][count] derivatives; false
     * where these numbers have none. */
    bool (*evaluate)(void *context, const double *numbers, double *residuals,
                     double *derivatives);
};

struct least_squares_result {
    double cost;   /* half the sum of the squares; INFINITY: no start */
    double spread; /* the root mean square of the residuals */
    /* The standard errors of the numbers, were the residuals independent. */
    double errors[LEAST_SQUARES_NUMBERS];
};

/* Improves the numbers (Levenberg-Marquardt). */
bool least_squares_solve(const struct least_squares *problem, double *numbers,
                         struct least_squares_result *result,
                         struct arena *arena, struct error *error);

#endif
