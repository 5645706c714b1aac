/* expression.h -- a formula as text becomes a program: values and gradients.
 *
 * The language: numbers, pi, e, inf, the operators and functions of
 * functions.c, c ? a : b, and sum(i, a, b, E) and prod over the whole numbers
 * from a to b.  What is true is not 0; truth is written 1, falsehood 0.
 *
 * Derivatives where there is none: abs has sign, which is 0 at 0; min, max
 * and clamp follow the first argument that attains the value; a condition
 * follows the branch that is taken, and the other one cannot spoil it: within
 * branches, a derivative of 0 times anything is 0.  Comparisons, ! && ||,
 * sign, floor, ceil and round have derivative 0 everywhere.
 *
 * min and max pass a NaN on; no comparison with NaN holds, != neither. */
#ifndef EXPRESSION_EXPRESSION_H
#define EXPRESSION_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/* The name of a number. */
struct expression_constant {
    const char *name;
    double value;
};

/* The question to `lookup`: a name that is nothing else. */
struct expression_name {
    const char *name;            /* letters, digits, '_' and '.' */
    bool called;                 /* NAME(ARGUMENT), a constant expression */
    double argument;             /* its value */
    const struct source *source; /* its text, for error_in() */
    size_t offset;
};

/* Which names an expression may use.  Zero: only the built-in ones.  All of
 * it must stay as it is until expression_parse() returns. */
struct expression_scope {
    const char *const *variables; /* their slots are 0, 1, … */
    size_t variable_count;
    const struct expression_constant *constants;
    size_t constant_count;

    /* The function of a problem: has a gradient and, where `variables` is
     * NULL, variables of its own.  Those are either single names, with slots
     * in order of first appearance, or x[0] … x[n-1], with the index as slot.
     * An index is made of whole numbers, counters of sums, n and constants,
     * and never of variables; each that can occur is checked here, so that
     * evaluation never reads outside.  A part that is not evaluated (the
     * other branch of a condition over counters, an empty range) may hold
     * any index. */
    bool problem;
    size_t dimension; /* n; 0: not known, which refuses n and x[…] */

    /* Where not NULL: gives names, with dots or without, and calls of one
     * argument a slot.  Where it returns false it has filled in `error`. */
    bool (*lookup)(void *context, const struct expression_name *name,
                   size_t *slot, struct error *error);
    void *context;
};

struct code;

/* A parsed expression.  Read the public part; nothing changes it. */
struct expression {
    size_t slot_count;        /* how many variables an evaluation is given */
    const char *const *names; /* of a problem's slots; NULL where x[…] */
    const size_t *used; /* the slots in use, by first appearance; not x[…] */
    size_t used_count;
    bool indexed;  /* the variables are x[0] … x[slot_count - 1] */
    bool compares; /* it contains a comparison */
    bool truth;    /* it is 1 or 0 whatever the variables are */
    bool variable; /* it is no more than one variable */

    const struct code *value, *gradient;
};

/* The program of a text, in `arena`; NULL with `error` where the text is
 * wrong (with its exact column), too large or too deep (STATUS_LIMIT), or
 * memory runs out.  The text need not end in a NUL. */
struct expression *expression_parse(const struct source *source,
                                    const struct expression_scope *scope,
                                    struct arena *arena, struct error *error);

/* Whether the name may be declared as a variable or constant in addition to
 * those of `scope`: well-formed, not built in, and new. */
bool expression_declarable(const char *name,
                           const struct expression_scope *scope,
                           const struct place *place, struct error *error);

/* How many doubles of scratch memory an evaluation of these lanes needs.
 * They need no preparation and keep nothing between two evaluations. */
size_t expression_scratch(const struct expression *expression, size_t lanes);

/* The value for one set of variables, [slot]. */
double expression_value(const struct expression *expression,
                        const double *variables, double *scratch);

/* The values of `lanes` sets of variables with the derivative by every one:
 * variables[slot][lane], values[lane], gradient[slot][lane].  A lane's bits do
 * not depend on the number of lanes.  No two of the arrays may overlap.  Only
 * for a problem. */
void expression_gradient(const struct expression *expression, size_t lanes,
                         const double *variables, double *scratch,
                         double *values, double *gradient);

#endif
