/* parsed.h -- expressions for the tests, in an arena that a fixture frees. */
#ifndef TESTS_EXPRESSION_PARSED_H
#define TESTS_EXPRESSION_PARSED_H

#include "expression/expression.h"
#include "tests/suites.h"

enum { PARSED_LANES = 17, PARSED_SCRATCH = 40000 };

/* The number of rows of a table that ends in one of zeros. */
#define ROWS(table) ((int)(sizeof(table) / sizeof *(table)) - 1)

extern struct arena parsed_arena;
/* Enough for each parsed expression, in up to PARSED_LANES lanes. */
extern double parsed_scratch[PARSED_SCRATCH];

/* The scopes of a problem: with any names, with x, y and z, and with x[0] to
 * x[3]. */
extern const struct expression_scope scope_problem, scope_xyz, scope_vector;

void parsed_forget(void);

/* A text as a source named "f". */
struct source parsed_source(const char *text);

/* Parses a text; fails the test where that fails. */
struct expression *parsed(const char *text,
                          const struct expression_scope *scope);

/* The value of a text without variables. */
double parsed_value(const char *text);

/* Also where both are NaN. */
bool close_to(double a, double b, double tolerance);

/* Also where both are NaN. */
bool same_bits(double a, double b);

#endif
