/* slice.c -- evaluates a problem over two of its parameters. */
#include "simulate/slice.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Sets the parameters that do not vary. */
static void
fix_others(struct slice *slice)
{
    const struct simulation *simulation = slice->simulation;
    const struct node *node = &simulation->spec->problem;
    bool known = problem_places(node) > 0;

    for (size_t i = 0; i < simulation->dim; i++)
        slice->x[i] = known ? problem_place(node, 0, i) : simulation->x[i];
}

static void
slice_values(void *context, size_t count, const struct position *positions,
             double *values)
{
    struct slice *slice = context;
    const struct simulation *simulation = slice->simulation;

    fix_others(slice);
    for (size_t i = 0; i < count; i++) {
        slice->x[slice->axes[0]] = positions[i].x;
        slice->x[slice->axes[1]] = positions[i].y;
        simulation->problem->evaluate(simulation->spec->problem.self,
                                      &slice->point);
        values[i] = slice->value;
    }
}

static bool
find_minima(struct slice *slice, struct arena *arena)
{
    const struct node *node = &slice->simulation->spec->problem;
    size_t count = problem_places(node);
    struct position *lowest = arena_alloc(arena, count, sizeof *lowest);

    for (size_t k = 0; lowest && k < count; k++)
        lowest[k] = (struct position){problem_place(node, k, slice->axes[0]),
                                      problem_place(node, k, slice->axes[1])};
    slice->landscape.lowest_count = count;
    slice->landscape.lowest = lowest;
    return lowest != NULL;
}

bool
slice_make(struct slice *slice, const struct simulation *simulation,
           size_t first, size_t second, struct arena *arena)
{
    const struct node *node = &simulation->spec->problem;
    size_t axes[2] = {first, second};
    bool others = simulation->dim > 2;

    *slice = (struct slice){.simulation = simulation, .axes = {first, second}};
    slice->x = problem_point(node, 1, &slice->value, &slice->point, arena);
    if (!slice->x)
        return false;
    for (size_t k = 0; k < 2; k++) {
        snprintf(slice->names[k], sizeof slice->names[k], "x%zu", axes[k]);
        slice->landscape.names[k] = slice->names[k];
    }
    slice->landscape.context = slice;
    slice->landscape.values = slice_values;
    slice->landscape.cost = simulation->dim;
    slice->landscape.low =
        (struct position){problem_low(node, first), problem_low(node, second)};
    slice->landscape.high = (struct position){problem_high(node, first),
                                              problem_high(node, second)};
    slice->landscape.domain_is_default = !problem_has_domain(node);
    slice->landscape.domain_is_given = problem_domain_is_given(node);
    slice->landscape.least = others ? (double)NAN : problem_minimum(node);
    slice->landscape.start = (struct position){problem_start(node, first),
                                               problem_start(node, second)};
    if (others)
        slice->landscape.note = problem_places(node) > 0
                                    ? "(the others as at the minimum)"
                                    : "(the others as at the end)";
    return find_minima(slice, arena);
}
