/* mgh.h -- the functions of More, Garbow & Hillstrom, Testing Unconstrained
 * Optimization Software (1981): sums of squares of m residuals. */
#ifndef PROBLEM_MGH_H
#define PROBLEM_MGH_H

#include "problem/terms.h"

/* Where the number of residuals is free. */
struct mgh_options {
    struct problem_options options;
    long m;
};

/* Refuses fewer residuals than parameters; for a kind's check. */
bool mgh_check(const struct node *node, struct error *error);

/* The rows of such a kind. */
#define MGH_ROWS(standard, range)                                              \
    PROBLEM_ROWS(struct problem_options),                                      \
        INTEGER(struct mgh_options, m, standard, range,                        \
                "how many residuals, at least as many as parameters"),         \
        END_OF_TABLE

/* What its descriptor says of that. */
#define MGH_KIND(rows)                                                         \
    .size = sizeof(struct mgh_options), .parameters = (rows), .check = mgh_check

/* The number of residuals of a loaded problem's struct. */
static inline double
residual_count(const void *self)
{
    return (double)((const struct mgh_options *)self)->m;
}

/* The same, while terms are added. */
static inline size_t
residuals(const struct terms *terms)
{
    return (size_t)((const struct mgh_options *)terms->self)->m;
}

/* As RULE_FUNCTION and MINIMUM_FUNCTION, by m too. */
#define MGH_RULE(name, formula)                                                \
    static double name(const void *self, size_t index)                         \
    {                                                                          \
        double n = dimension(self), m = residual_count(self);                  \
                                                                               \
        (void)index;                                                           \
        return formula;                                                        \
    }
#define MGH_MINIMUM(name, formula)                                             \
    static double name(const void *self)                                       \
    {                                                                          \
        double n = dimension(self), m = residual_count(self);                  \
                                                                               \
        (void)n;                                                               \
        return formula;                                                        \
    }

#define MGH_SOURCE(number) "More, Garbow & Hillstrom (1981), problem " number

#endif
