/* expression.c -- a function of the user's own, with the gradient of its
 * formula. */
#include <math.h>

#include "problem/problem.h"
#include "spec/formula.h"

struct formula_problem {
    struct problem_options options;
    const char *f;
    struct texts variables;
    struct constants constants;
    struct pairs domain;
    double minimum;
    const struct expression *program;
};

static const struct parameter parameters[] = {
    TEXT(struct formula_problem, f, NULL, NULL,
         "the formula, such as \"(1-x)^2 + 100*(y-x^2)^2\""),
    REALS(struct problem_options, start, NULL, "(-inf,inf)",
          "where the parameters begin"),
    TEXTS(struct formula_problem, variables, "null", "or null",
          "the names of the parameters; null: in order of first appearance"),
    CONSTANTS(struct formula_problem, constants,
              "names that the formula may use"),
    PAIRS(struct formula_problem, domain, "null", "(-inf,inf) or null",
          "low and high of each parameter in pictures"),
    REAL(struct formula_problem, minimum, "null", "(-inf,inf) or null",
         "the least value, where it is known"),
    INTEGER(struct problem_options, dim, "null", "[1,inf) or null",
            "how many parameters; null follows from start"),
    END_OF_TABLE,
};

static bool
check_variables(const struct formula_problem *self, struct error *error)
{
    struct expression_scope scope = {.problem = true,
                                     .constants = self->constants.values,
                                     .constant_count = self->constants.count};

    scope.variables = (const char *const *)self->variables.values;
    for (size_t i = 0; i < self->variables.count; i++) {
        scope.variable_count = i;
        if (!expression_declarable(self->variables.values[i], &scope,
                                   &self->variables.places[i], error))
            return false;
    }
    return true;
}

static bool
check_domain(const struct pairs *domain, size_t count, const struct node *node,
             struct error *error)
{
    for (size_t i = 0; i < domain->count; i++)
        if (domain->values[i][0] >= domain->values[i][1])
            return error_at(error, &domain->places[i],
                            "must be a low and a higher number");
    return domain->count == count ||
           error_at(error, node_place(node, "domain"),
                    "must have %zu pairs, one for each parameter, not %zu",
                    count, domain->count);
}

static bool
formula_check(const struct node *node, struct error *error)
{
    struct formula_problem *self = node->self;
    size_t count = self->options.start.count;
    struct expression_scope scope = {
        .variables = (const char *const *)self->variables.values,
        .variable_count = self->variables.count,
        .problem = true,
        .dimension = count,
    };

    if (!check_variables(self, error))
        return false;
    if (self->variables.values && self->variables.count != count)
        return error_at(error, node_place(node, "variables"),
                        "must be %zu names, as many as start has values, not "
                        "%zu",
                        count, self->variables.count);
    self->program = formula_parse(self->f, node_place(node, "f"),
                                  &self->constants, scope, node->arena, error);
    if (!self->program)
        return false;
    if (self->program->slot_count != count)
        return error_at(error, node_place(node, "start"),
                        "must have %zu values, as many as the formula has "
                        "variables, not %zu",
                        self->program->slot_count, count);
    return !self->domain.values ||
           check_domain(&self->domain, count, node, error);
}

static double
formula_minimum(const void *self)
{
    return ((const struct formula_problem *)self)->minimum;
}

static double
formula_low(const void *self, size_t i)
{
    const struct formula_problem *problem = self;

    return problem->domain.values ? problem->domain.values[i][0] : -2;
}

static double
formula_high(const void *self, size_t i)
{
    const struct formula_problem *problem = self;

    return problem->domain.values ? problem->domain.values[i][1] : 2;
}

static const struct pairs *
formula_domain(const void *self)
{
    return &((const struct formula_problem *)self)->domain;
}

static size_t
formula_scratch(const void *self, size_t lanes)
{
    return expression_scratch(((const struct formula_problem *)self)->program,
                              lanes);
}

static void
formula_evaluate(const void *self, const struct point *point)
{
    expression_gradient(((const struct formula_problem *)self)->program,
                        point->lanes, point->x, point->scratch, point->value,
                        point->gradient);
}

const struct problem problem_expression = {
    .kind = {.name = "expression",
             .summary = "a function of one's own, by its formula",
             .formula = "f(x, y, ...) or f(x[0], ..., x[n-1]) as written",
             .source = "yours",
             .example = "expression('(1-x)^2 + 100*(y-x^2)^2', [-1.2, 1])",
             TABLE_OF(struct formula_problem, parameters),
             .check = formula_check},
    FROM(1, 2),
    .minimum = NAN,
    .low = RULE(formula_low, "-2 unless domain says"),
    .high = RULE(formula_high, "2 unless domain says"),
    .known_minimum = formula_minimum,
    .domain = formula_domain,
    .scratch = formula_scratch,
    .evaluate = formula_evaluate,
};
