/* lockstep.h -- runs of one spec side by side, one in each lane.
 *
 * They differ in the optimizer's own rate and in their start.  The results are
 * the same, bit for bit, as those of the runs one by one. */
#ifndef SIMULATE_LOCKSTEP_H
#define SIMULATE_LOCKSTEP_H

#include "simulate/lane_best.h"
#include "simulate/outcome.h"
#include "simulate/row_sample.h"
#include "simulate/simulation.h"

/* How one run differs from the others, and its outcome. */
struct lane_run {
    double lr;           /* of the optimizer itself */
    const double *start; /* [dim] */
    struct outcome outcome;
    struct row_sample *sample; /* NULL: no rows are kept */
};

/* The present row of all lanes. */
struct lockstep {
    const struct spec *spec;
    const struct problem *problem;
    size_t dim, lanes;
    struct param_groups groups;
    struct schedule_root *schedule; /* NULL: constant rates */
    struct rate *rates;             /* [groups][lanes] */
    double *lr, *momentum;          /* the same, as optimizers read them */
    double *base;
    double *x, *gradient; /* [dim][lanes] */
    double loss[LANES];
    struct point point;
    struct oracle oracle;
    double row_loss[LANES];   /* an update may evaluate other losses */
    double metric_sum[LANES]; /* of these since the schedule advanced */
    long metric_count;
    bool rescales; /* an optimizer multiplies its rate */
    struct lane_run *runs;
    struct lane_best best;
    long next_sample; /* the next row to keep */
};

/* Whether runs of a spec can be simulated side by side. */
bool lockstep_fits(const struct simulation *simulation);

/* Simulates `count` runs, at most LANES.  `simulation` is that of the spec as
 * it is; own_rate[group] says whose rate is the optimizer's own. */
bool lockstep_run(const struct simulation *simulation, const bool *own_rate,
                  double target, struct lane_run *runs, size_t count,
                  struct arena *arena, struct error *error);

/* Prepares row 0 of the runs. */
bool lockstep_make(struct lockstep *lockstep,
                   const struct simulation *simulation, const bool *own_rate,
                   struct lane_run *runs, size_t count, struct arena *arena,
                   struct error *error);

/* Evaluates loss and gradient of all lanes. */
static inline void
lockstep_evaluate(void *context)
{
    struct lockstep *lockstep = context;

    lockstep->problem->evaluate(lockstep->spec->problem.self, &lockstep->point);
}

#endif
