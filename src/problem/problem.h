/* problem.h -- the family of problems: value and gradient of a function, its
 * standard start and known minimum. */
#ifndef PROBLEM_PROBLEM_H
#define PROBLEM_PROBLEM_H

#include "base/arena.h"
#include "base/lanes.h"
#include "spec/table.h"

/* One line a kind, in the order in which they are listed. */
#define PROBLEMS(X)                                                            \
    X(sphere)                                                                  \
    X(rosenbrock)                                                              \
    X(beale)                                                                   \
    X(expression)

extern const struct family problem_family;

/* The largest dimension: 800 MB a vector. */
#define DIMENSION_MOST 100000000L

/* What every problem's struct begins with. */
struct problem_options {
    long dim;
    struct reals start;
};

#define PROBLEM_ROWS(owner)                                                    \
    INTEGER(owner, dim, "null", "[1,inf) or null",                             \
            "how many parameters; null follows from start"),                   \
        REALS(owner, start, "null", "(-inf,inf) or null",                      \
              "where they begin; null is the standard start")

/* Numbers that repeat over the parameters: -1.2, 1, -1.2, … */
struct pattern {
    size_t count; /* 0: unknown */
    double values[4];
};

/* Where a problem is evaluated, and where value and gradient go: vectors are
 * [size][lanes], value is [lanes].  There are at most LANES lanes. */
struct point {
    size_t size, lanes;
    const double *x;
    double *value, *gradient;
    double *scratch; /* as many as the problem asks for */
};

/* Defines the evaluation NAME of a function without parameters of its own, by
 * NAME_kernel(size, x, value, gradient, lanes, few). */
#define EVALUATE_FUNCTION(name)                                                \
    LANES_FUNCTION(name, (const void *self, const struct point *point),        \
                   (self, point), point->size, point->lanes, name##_kernel,    \
                   ((void)self, point->size), point->x, point->value,          \
                   point->gradient)

struct problem {
    struct kind kind;
    long dim_least, dim_most; /* equal where the dimension is fixed */
    long dim_standard;
    struct pattern start;
    struct pattern minimum_at;
    double minimum;   /* the value there; NAN: unknown */
    double low, high; /* of each parameter in pictures */
    /* Of one that its user describes; NULL: as above. */
    double (*known_minimum)(const void *self);
    /* The domain that its user gives; `values` NULL: none. */
    const struct pairs *(*domain)(const void *self);
    /* Doubles of scratch memory; NULL: none. */
    size_t (*scratch)(const void *self, size_t lanes);
    void (*evaluate)(const void *self, const struct point *point);
};

/* The descriptor of a loaded node. */
const struct problem *problem_of(const struct node *node);

/* The number of parameters. */
size_t problem_dim(const struct node *node);

/* Parameter i of the point from which a run starts. */
double problem_start(const struct node *node, size_t i);

/* The least value; NAN where it is not known. */
double problem_minimum(const struct node *node);

/* How many of the places are known where it is attained, and parameter i of
 * one of them. */
size_t problem_places(const struct node *node);
double problem_place(const struct node *node, size_t which, size_t i);

/* The domain of parameter i, and whether somebody chose it. */
double problem_low(const struct node *node, size_t i);
double problem_high(const struct node *node, size_t i);
bool problem_has_domain(const struct node *node);

/* Element i of a pattern that has any. */
double pattern_at(const struct pattern *pattern, size_t i);

#endif
