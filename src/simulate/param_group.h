/* param_group.h -- parameter groups: which parameters each optimizer steps. */
#ifndef SIMULATE_PARAM_GROUP_H
#define SIMULATE_PARAM_GROUP_H

#include "optimizer/optimizer.h"
#include "simulate/group_ranges.h"

/* One group: a vector for its optimizer. */
struct tensor {
    const struct optimizer *optimizer;
    const void *self; /* the optimizer's struct, with the group's values */
    double lr;        /* the base rate */
    double scheduled; /* that of the row, before the optimizer's factor */
    size_t size;      /* 0 where `params` are not resolved */
    size_t piece_count;
    const struct piece *pieces; /* rising */
    struct shape shape;
    size_t vectors;
    double *gathered;     /* a copy of the gradient; NULL: one piece */
    struct update update; /* ready but for t; x is a copy where gathered */
};

struct tensors {
    size_t count;
    struct tensor *items;
};

/* The groups of a spec over `dim` parameters; `dim` 0 leaves the indices
 * unresolved, and then the groups are those listed.  STATUS_WRONG for an
 * index past the end or in two groups. */
bool tensors_make(const struct spec *spec, size_t dim, struct arena *arena,
                  struct tensors *tensors, struct error *error);

/* Prepares the optimizers for a momentum, or beta1, that a schedule drives;
 * `place` is what asks for it.  STATUS_WRONG where one has neither. */
bool tensors_drive(struct tensors *tensors, const struct place *place,
                   struct arena *arena, struct error *error);

/* Gives a group its vectors, over x and gradient of the problem, and says
 * where its rates will stand: lr[lane], and momentum[lane] or NULL.  False
 * without memory. */
bool tensor_bind(struct tensor *tensor, size_t lanes, double *x,
                 double *gradient, const double *lr, const double *momentum,
                 struct arena *arena);

/* Where the averaged parameters of a group stand after t updates: x where
 * there is no average. */
void tensor_average(struct tensor *tensor, long t, const double *x,
                    double *average);

/* Doubles that its optimizer keeps in a run. */
size_t tensor_state(const struct tensor *tensor);

/* The update of a group in several pieces. */
void tensor_step_gathered(struct tensor *tensor, double *x,
                          const double *gradient);

/* Update t of a group. */
static inline void
tensor_step(struct tensor *tensor, long t, double *x, const double *gradient)
{
    tensor->update.t = t;
    if (tensor->gathered)
        tensor_step_gathered(tensor, x, gradient);
    else
        tensor->optimizer->step(tensor->self, &tensor->update);
}

#endif
