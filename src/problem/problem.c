/* problem.c -- the family's list, and what all problems share. */
#include "problem/problem.h"

#include <math.h>

#include "base/text.h"

#define DECLARE(name) extern const struct problem problem_##name;
PROBLEMS(DECLARE)

#define ENTRY(name) &problem_##name.kind,
static const struct kind *const kinds[] = {PROBLEMS(ENTRY) NULL};

/* A start of more parameters than this is not written out. */
enum { SHOWN = 16 };

double
pattern_at(const struct pattern *pattern, size_t i)
{
    return pattern->values[i % pattern->count];
}

static bool
show_start(const struct node *node, const struct problem *problem)
{
    struct problem_options *self = node->self;
    size_t count = (size_t)self->dim;
    double *values;

    if (self->start.values || count > SHOWN)
        return true;
    values = arena_alloc(node->arena, count, sizeof *values);
    for (size_t i = 0; values && i < count; i++)
        values[i] = pattern_at(&problem->start, i);
    self->start = (struct reals){.count = count, .values = values};
    return values != NULL;
}

/* The dimension that the start has, or that is given, or the standard one. */
static bool
problem_check(const struct node *node, struct error *error)
{
    const struct problem *problem = problem_of(node);
    struct problem_options *self = node->self;
    bool given = self->start.values != NULL;
    const struct place *place = node_place(node, given ? "start" : "dim");
    long count = given ? (long)self->start.count : problem->dim_standard;

    if (self->dim == INTEGER_NULL)
        self->dim = count;
    else if (given && self->dim != count)
        return error_at(error, node_place(node, "dim"),
                        "must be %ld, the number of values in start, not %ld",
                        count, self->dim);
    if (problem->dim_least == problem->dim_most &&
        self->dim != problem->dim_least)
        return error_at(error, place, "%s has %ld parameters, not %ld",
                        node->kind->name, problem->dim_least, self->dim);
    if (self->dim < problem->dim_least)
        return error_at(error, place,
                        "%s has at least %ld parameter%s, not %ld",
                        node->kind->name, problem->dim_least,
                        problem->dim_least == 1 ? "" : "s", self->dim);
    if (self->dim > DIMENSION_MOST) {
        error_at(error, place, "must be at most %ld parameters, not %ld",
                 DIMENSION_MOST, self->dim);
        error->status = STATUS_LIMIT;
        return false;
    }
    return show_start(node, problem) || error_memory(error);
}

static void
add_pattern(struct text *text, const struct pattern *pattern, bool fixed)
{
    for (size_t i = 0; i < pattern->count; i++) {
        text_string(text, i ? ", " : "");
        text_number(text, pattern->values[i]);
    }
    if (!fixed && pattern->count > 0)
        text_string(text, pattern->count > 1 ? ", repeated" : " everywhere");
}

static void
problem_describe(const struct kind *kind, struct text *text)
{
    const struct problem *problem = (const void *)kind;
    bool fixed = problem->dim_least == problem->dim_most;

    text_format(text, "dimension   %ld", problem->dim_least);
    if (!fixed)
        text_format(text, " or more, %ld by default", problem->dim_standard);
    if (problem->start.count > 0)
        text_string(text, "\nstart       ");
    add_pattern(text, &problem->start, fixed);
    if (!isnan(problem->minimum)) {
        text_string(text, "\nminimum     ");
        text_number(text, problem->minimum);
        text_string(text, " at ");
        add_pattern(text, &problem->minimum_at, fixed);
    }
    text_string(text, "\n");
}

const struct family problem_family = {
    .name = "problem",
    .plural = "problems",
    .kinds = kinds,
    .check = problem_check,
    .describe = problem_describe,
};

const struct problem *
problem_of(const struct node *node)
{
    return (const struct problem *)(const void *)node->kind;
}

size_t
problem_dim(const struct node *node)
{
    return (size_t)((const struct problem_options *)node->self)->dim;
}

double
problem_start(const struct node *node, size_t i)
{
    const struct problem_options *self = node->self;

    return self->start.values ? self->start.values[i]
                              : pattern_at(&problem_of(node)->start, i);
}

double
problem_minimum(const struct node *node)
{
    const struct problem *problem = problem_of(node);

    return problem->known_minimum ? problem->known_minimum(node->self)
                                  : problem->minimum;
}

size_t
problem_places(const struct node *node)
{
    return problem_of(node)->minimum_at.count > 0;
}

double
problem_place(const struct node *node, size_t which, size_t i)
{
    (void)which;
    return pattern_at(&problem_of(node)->minimum_at, i);
}

static const struct pairs *
given_domain(const struct node *node)
{
    const struct problem *problem = problem_of(node);
    const struct pairs *pairs =
        problem->domain ? problem->domain(node->self) : NULL;

    return pairs && pairs->values ? pairs : NULL;
}

double
problem_low(const struct node *node, size_t i)
{
    const struct pairs *pairs = given_domain(node);

    return pairs ? pairs->values[i][0] : problem_of(node)->low;
}

double
problem_high(const struct node *node, size_t i)
{
    const struct pairs *pairs = given_domain(node);

    return pairs ? pairs->values[i][1] : problem_of(node)->high;
}

bool
problem_has_domain(const struct node *node)
{
    return !problem_of(node)->domain || given_domain(node);
}
