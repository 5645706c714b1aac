/* param_group_step.c -- the vectors of a group, and its update. */
#include "simulate/param_group.h"

#include <string.h>

static struct optimizer_memory
memory_of(const struct param_group *group)
{
    return optimizer_memory(&group->optimizer->kind, group->self, group->size,
                            &group->shape);
}

size_t
param_group_state(const struct param_group *group)
{
    const struct optimizer_memory memory = memory_of(group);

    return memory.vectors * group->size + memory.numbers;
}

bool
param_group_bind(struct param_group *group, size_t lanes, double *x,
                 double *gradient, const double *lr, const double *momentum,
                 struct arena *arena)
{
    size_t first = (size_t)group->ranges[0].first * lanes;
    size_t row = lanes * sizeof(double);
    bool gathers = group->range_count > 1;

    const struct optimizer_memory memory = memory_of(group);
    size_t size = group->size;

    group->update = (struct update){
        .size = size,
        .lanes = lanes,
        .lr = lr,
        .base = &group->lr,
        .momentum = momentum,
        .gradient = gradient + first,
        .x = x + first,
        .state = arena_alloc(arena, memory.vectors * size, row),
        .numbers = arena_alloc(arena, memory.numbers, row),
        .scratch = arena_alloc(arena, memory.scratch, row),
        .shape = group->shape,
    };
    group->gathered = NULL;
    if (gathers) {
        group->gathered = arena_alloc(arena, group->size, row);
        group->update.gradient = group->gathered;
        group->update.x = arena_alloc(arena, group->size, row);
    }
    return group->update.state && group->update.numbers &&
           group->update.scratch && group->update.x && group->update.gradient;
}

/* Copy between the whole vector and a group's own. */
static void
gather_ranges(const struct param_group *group, size_t lanes, double *own,
              const double *whole)
{
    for (size_t i = 0; i < group->range_count; i++) {
        const struct group_range *range = &group->ranges[i];
        size_t length = (size_t)(range->end - range->first) * lanes;

        memcpy(own, whole + (size_t)range->first * lanes, length * sizeof *own);
        own += length;
    }
}

static void
scatter_ranges(const struct param_group *group, size_t lanes, const double *own,
               double *whole)
{
    for (size_t i = 0; i < group->range_count; i++) {
        const struct group_range *range = &group->ranges[i];
        size_t length = (size_t)(range->end - range->first) * lanes;

        memcpy(whole + (size_t)range->first * lanes, own, length * sizeof *own);
        own += length;
    }
}

void
param_group_step_gathered(struct param_group *group, double *x,
                          const double *gradient)
{
    size_t lanes = group->update.lanes;

    gather_ranges(group, lanes, group->update.x, x);
    gather_ranges(group, lanes, group->gathered, gradient);
    group->optimizer->step(group->self, &group->update);
    scatter_ranges(group, lanes, group->update.x, x);
}

void
param_group_average(struct param_group *group, long t, const double *x,
                    double *average)
{
    size_t lanes = group->update.lanes;
    double *own = group->gathered
                      ? group->gathered
                      : average + (size_t)group->ranges[0].first * lanes;

    group->update.t = t;
    gather_ranges(group, lanes, own, x);
    if (t > 0 && optimizer_averages(&group->optimizer->kind, group->self))
        group->optimizer->average(group->self, &group->update, own);
    if (group->gathered)
        scatter_ranges(group, lanes, own, average);
}
