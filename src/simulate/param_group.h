/* param_group.h -- parameter groups, each with its optimizer. */
#ifndef SIMULATE_PARAM_GROUP_H
#define SIMULATE_PARAM_GROUP_H

#include "optimizer/optimizer.h"
#include "simulate/group_ranges.h"

/* One group: the vector that its optimizer steps. */
struct param_group {
    const struct optimizer *optimizer;
    const void *self; /* the optimizer's struct, with the group's values */
    double lr;        /* the base rate */
    double scheduled; /* the rate of the row, before the optimizer's factor */
    size_t size;      /* 0: its parameters are not resolved */
    size_t range_count;
    const struct group_range *ranges; /* ascending */
    struct shape shape;
    double *gathered;     /* a copy of the gradient; NULL: it is one range */
    struct update update; /* lacks t; x is a copy where gathered */
};

struct param_groups {
    size_t count;
    struct param_group *items;
};

/* The groups of a spec over `dim` parameters; where `dim` is 0 the indices are
 * not resolved, and the groups are those that are listed.  STATUS_WRONG for
 * an index out of range or in two groups. */
bool param_groups_make(const struct spec *spec, size_t dim, struct arena *arena,
                       struct param_groups *groups, struct error *error);

/* Gives each group an optimizer that no other has, so that its values can be
 * changed; with a vector for the momentum, which something will set, where
 * `momentum`.  False without memory. */
bool param_groups_own(struct param_groups *groups, bool momentum,
                      struct arena *arena);

/* Prepares the optimizers for a schedule that sets the momentum, or beta1;
 * `place` is the key that requires it.  STATUS_WRONG where one has
 * neither. */
bool param_groups_drive(struct param_groups *groups, const struct place *place,
                        struct arena *arena, struct error *error);

/* Allocates the vectors of a group over x and gradient of the problem.  Its
 * rates will be in lr[lane], and momentum[lane] (NULL: not scheduled).  False
 * without memory. */
bool param_group_bind(struct param_group *group, size_t lanes, double *x,
                      double *gradient, const double *lr,
                      const double *momentum, struct arena *arena);

/* The averaged parameters of a group after t updates; x where there is no
 * average. */
void param_group_average(struct param_group *group, long t, const double *x,
                         double *average);

/* Doubles of state that its optimizer keeps. */
size_t param_group_state(const struct param_group *group);

/* The update of a group that has several ranges. */
void param_group_step_gathered(struct param_group *group, double *x,
                               const double *gradient);

/* Update t of a group. */
static inline void
param_group_step(struct param_group *group, long t, double *x,
                 const double *gradient)
{
    group->update.t = t;
    if (group->gathered)
        param_group_step_gathered(group, x, gradient);
    else
        group->optimizer->step(group->self, &group->update);
}

#endif
