/* derived.h -- values that a run computes only where a column shows them. */
#ifndef SIMULATE_DERIVED_H
#define SIMULATE_DERIVED_H

#include "simulate/ema.h"
#include "simulate/expected.h"
#include "simulate/gradient_ops.h"

struct simulation;

/* Columns set the wants_… members before the run. */
struct derived {
    struct gradient_ops ops;
    bool active;           /* something is computed in every row */
    bool changes_gradient; /* by noise or clipping */
    struct ema ema;
    bool averages;
    double *average;      /* [dim]; where `averages` */
    double *spare;        /* [dim] */
    double *effective_lr; /* [groups] */
    double avg_loss, ema_loss, update_norm, batch_loss;
    struct expected *expected; /* NULL: no column shows the expected loss */
    bool wants_avg_loss, wants_effective_lr;
    bool wants_ema_loss, wants_average, wants_update_norm, wants_batch_loss;
};

/* Call it after x and the groups are made; false without memory. */
bool derived_make(struct simulation *simulation, struct arena *arena);

/* The other functions are needed only where it is active. */

/* Replaces the problem's gradient by what the optimizer sees. */
void derived_change_gradient(struct simulation *simulation);

/* The values of row t, before it is reported. */
void derived_row(struct simulation *simulation, long t);

/* Before and after update t. */
void derived_before_update(struct simulation *simulation);
void derived_after_update(struct simulation *simulation, long t);

#endif
