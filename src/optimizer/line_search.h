/* line_search.h -- how far to go along a direction. */
#ifndef OPTIMIZER_LINE_SEARCH_H
#define OPTIMIZER_LINE_SEARCH_H

#include "optimizer/optimizer.h"

/* A point on the line: how far from its start, and what is found there. */
struct line_trial {
    double t, value, slope;
    double *gradient;
};

/* A search from `origin`, which the update's x leaves and comes back to.
 * Vectors have update->size elements. */
struct line_search {
    const struct update *update;
    const double *origin, *direction;
    double *room;     /* for three gradients */
    long limit;       /* of the evaluations after the first */
    long evaluations; /* made by the search */
};

/* Sum of the products of two vectors. */
double dot(const double *a, const double *b, size_t size);

/* Evaluates the problem at origin + t * direction, into trial->gradient. */
void line_evaluate(struct line_search *search, double t,
                   struct line_trial *trial);

/* Finds a point from `start` (t 0) that satisfies the strong Wolfe conditions,
 * trying `t` first; its gradient is in the scratch memory of the search. */
struct line_trial strong_wolfe(struct line_search *search,
                               const struct line_trial *start, double t);

#endif
