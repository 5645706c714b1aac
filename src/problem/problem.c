/* problem.c -- the family's list, and what all problems share. */
#include "problem/problem.h"

#include <math.h>

#include "problem/facts.h"

#define ENTRY(name) &problem_##name.kind,
static const struct kind *const kinds[] = {PROBLEMS(ENTRY) NULL};

/* A start of more parameters than this is not written out. */
enum { SHOWN = 16 };

const struct parameter problem_parameters[] = {
    PROBLEM_ROWS(struct problem_options),
    END_OF_TABLE,
};

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
        values[i] = spot_at(&problem->start, self, i);
    self->start = (struct reals){.count = count, .values = values};
    return values != NULL;
}

/* A wrong number of parameters, and what it must be. */
static bool
check_dimension(const struct node *node, long dim, const struct place *place,
                struct error *error)
{
    const struct problem *problem = problem_of(node);
    const char *name = node->kind->name;

    if (problem->dim_least == problem->dim_most && dim != problem->dim_least)
        return error_at(error, place, "%s has %ld parameters, not %ld", name,
                        problem->dim_least, dim);
    if (dim < problem->dim_least)
        return error_at(
            error, place, "%s has at least %ld parameter%s, not %ld", name,
            problem->dim_least, problem->dim_least == 1 ? "" : "s", dim);
    if (problem->dim_multiple > 0 && dim % problem->dim_multiple != 0)
        return error_at(error, place,
                        "%s has a multiple of %ld parameters, not %ld", name,
                        problem->dim_multiple, dim);
    if (dim <= problem->dim_most)
        return true;
    if (problem->dim_most < DIMENSION_MOST)
        return error_at(error, place, "%s has at most %ld parameters, not %ld",
                        name, problem->dim_most, dim);
    error_at(error, place, "must be at most %ld parameters, not %ld",
             DIMENSION_MOST, dim);
    error->status = STATUS_LIMIT;
    return false;
}

/* The dimension that the start has, or that is given, or the standard one. */
static bool
problem_check(const struct node *node, struct error *error)
{
    const struct problem *problem = problem_of(node);
    struct problem_options *self = node->self;
    bool given = self->start.values != NULL;

    if (given && self->dim != INTEGER_NULL &&
        self->dim != (long)self->start.count)
        return error_at(error, node_place(node, "dim"),
                        "must be %zu, the number of values in start, not %ld",
                        self->start.count, self->dim);
    self->dim = (long)problem_dim(node);
    if (!check_dimension(node, self->dim,
                         node_place(node, given ? "start" : "dim"), error))
        return false;
    return show_start(node, problem) || error_memory(error);
}

static long
problem_epoch(const struct node *node)
{
    const struct problem *problem = problem_of(node);

    return problem->epoch ? problem->epoch(node->self) : 0;
}

const struct family problem_family = {
    .name = "problem",
    .plural = "problems",
    .kinds = kinds,
    .check = problem_check,
    .epoch = problem_epoch,
    .describe = facts_text,
    .describe_json = facts_json,
};

const struct problem *
problem_of(const struct node *node)
{
    return (const struct problem *)(const void *)node->kind;
}

size_t
problem_dim(const struct node *node)
{
    const struct problem_options *self = node->self;

    if (self->start.values)
        return self->start.count;
    return (size_t)(self->dim == INTEGER_NULL ? problem_of(node)->dim_standard
                                              : self->dim);
}

double *
problem_point(const struct node *node, size_t lanes, double *value,
              struct point *point, struct arena *arena)
{
    const struct problem *problem = problem_of(node);
    size_t size = problem_dim(node);
    size_t scratch = problem->scratch ? problem->scratch(node->self, lanes) : 0;
    double *x = arena_alloc(arena, size * lanes, sizeof *x);

    *point = (struct point){
        .size = size,
        .lanes = lanes,
        .x = x,
        .value = value,
        .gradient = arena_alloc(arena, size * lanes, sizeof *x),
        .scratch = arena_alloc(arena, scratch, sizeof *x),
    };
    return point->gradient && point->scratch ? x : NULL;
}

double
problem_start(const struct node *node, size_t i)
{
    const struct problem_options *self = node->self;

    return self->start.values ? self->start.values[i]
                              : spot_at(&problem_of(node)->start, self, i);
}

static const struct known *
find_known(const struct known *known, long dim)
{
    while (known && known->dim != 0 && known->dim != dim)
        known++;
    return known && known->dim != 0 ? known : NULL;
}

double
known_value(const struct known *known, long dim)
{
    known = find_known(known, dim);
    return known ? known->minimum : NAN;
}

double
problem_minimum(const struct node *node)
{
    const struct problem *problem = problem_of(node);

    if (problem->known_minimum)
        return problem->known_minimum(node->self);
    return problem->known ? known_value(problem->known, (long)problem_dim(node))
                          : problem->minimum;
}

/* A place from the list of dimensions; NULL. */
static const double *
listed_place(const struct node *node)
{
    const struct known *known =
        find_known(problem_of(node)->known, (long)problem_dim(node));

    return known ? known->place : NULL;
}

size_t
problem_places(const struct node *node)
{
    const struct problem *problem = problem_of(node);
    size_t count = 0;

    if (isnan(problem_minimum(node)))
        return 0;
    if (problem->known)
        return listed_place(node) != NULL;
    while (count < PLACES && spot_known(&problem->minima[count]))
        count++;
    return count;
}

double
problem_place(const struct node *node, size_t which, size_t i)
{
    const struct problem *problem = problem_of(node);

    return problem->known ? listed_place(node)[i]
                          : spot_at(&problem->minima[which], node->self, i);
}

double
problem_low(const struct node *node, size_t i)
{
    return spot_at(&problem_of(node)->low, node->self, i);
}

double
problem_high(const struct node *node, size_t i)
{
    return spot_at(&problem_of(node)->high, node->self, i);
}

bool
problem_has_domain(const struct node *node)
{
    const struct problem *problem = problem_of(node);

    return !problem->domain || problem->domain(node->self)->values;
}

bool
problem_domain_is_given(const struct node *node)
{
    return problem_of(node)->domain && problem_has_domain(node);
}

void
problem_keep_within(const struct node *node, double *x, size_t size,
                    size_t lanes)
{
    for (size_t i = 0; i < size; i++) {
        double low = problem_low(node, i), high = problem_high(node, i);

        for (size_t l = 0; l < lanes; l++, x++)
            *x = fmin(fmax(*x, low), high);
    }
}
