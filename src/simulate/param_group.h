/* param_group.h -- parameter groups: which parameters each optimizer steps. */
#ifndef SIMULATE_PARAM_GROUP_H
#define SIMULATE_PARAM_GROUP_H

#include "optimizer/optimizer.h"
#include "simulate/group_ranges.h"

/* One group: a vector for its optimizer. */
struct param_group {
    const struct optimizer *optimizer;
    const void *self; /* the optimizer's struct, with the group's values */
    double lr;        /* the base rate */
    double scheduled; /* that of the row, before the optimizer's factor */
    size_t size;      /* 0 where `params` are not resolved */
    size_t range_count;
    const struct group_range *ranges; /* rising */
    struct shape shape;
    size_t vectors;
    double *gathered;     /* a copy of the gradient; NULL: one range */
    struct update update; /* ready but for t; x is a copy where gathered */
};

struct param_groups {
    size_t count;
    struct param_group *items;
};

/* The groups of a spec over `dim` parameters; `dim` 0 leaves the indices
 * unresolved, and then the groups are those listed.  STATUS_WRONG for an
 * index past the end or in two groups. */
bool param_groups_make(const struct spec *spec, size_t dim, struct arena *arena,
                       struct param_groups *groups, struct error *error);

/* Prepares the optimizers for a momentum, or beta1, that a schedule drives;
 * `place` is what asks for it.  STATUS_WRONG where one has neither. */
bool param_groups_drive(struct param_groups *groups, const struct place *place,
                        struct arena *arena, struct error *error);

/* Gives a group its vectors, over x and gradient of the problem, and says
 * where its rates will stand: lr[lane], and momentum[lane] or NULL.  False
 * without memory. */
bool param_group_bind(struct param_group *group, size_t lanes, double *x,
                      double *gradient, const double *lr,
                      const double *momentum, struct arena *arena);

/* Where the averaged parameters of a group stand after t updates: x where
 * there is no average. */
void param_group_average(struct param_group *group, long t, const double *x,
                         double *average);

/* Doubles that its optimizer keeps in a run. */
size_t param_group_state(const struct param_group *group);

/* The update of a group in several ranges. */
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
