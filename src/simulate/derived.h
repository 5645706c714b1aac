/* derived.h -- what is followed beside the parameters of a run, where a column
 * shows it. */
#ifndef SIMULATE_DERIVED_H
#define SIMULATE_DERIVED_H

#include "simulate/ema.h"
#include "simulate/gradient_ops.h"

struct simulation;

/* What columns want is set before the run. */
struct derived {
    struct gradient_ops ops;
    bool active;           /* there is something to do in every row */
    bool changes_gradient; /* the gradient is not the problem's own */
    struct ema ema;
    bool averages;
    double *average; /* [dim]; where `averages` */
    double *spare;   /* [dim] */
    double ema_loss, update_norm, batch_loss;
    bool wants_ema_loss, wants_average, wants_update_norm, wants_batch_loss;
};

/* After x and the groups are made; false without memory. */
bool derived_make(struct simulation *simulation, struct arena *arena);

/* The following need only be called where it is active. */

/* What the optimizer sees in the place of the problem's gradient. */
void derived_change_gradient(struct simulation *simulation);

/* In row t, before it is told. */
void derived_row(struct simulation *simulation, long t);

/* Before and after the update of row t. */
void derived_before_update(struct simulation *simulation);
void derived_after_update(struct simulation *simulation, long t);

#endif
