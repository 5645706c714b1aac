/* simulation.h -- the loop in which schedule, optimizer and problem meet.
 *
 * Update t uses the rates of row t.  Row t is the state after t updates: the
 * rates of update t, and the loss and its gradient at the parameters before
 * that update. */
#ifndef SIMULATE_SIMULATION_H
#define SIMULATE_SIMULATION_H

#include "problem/problem.h"
#include "schedule/schedule_root.h"
#include "simulate/minibatch.h"
#include "simulate/derived.h"
#include "simulate/drivers.h"
#include "simulate/param_group.h"

struct seeds;

/* The losses since the schedule advanced: their mean is the metric that it
 * receives. */
struct metric_sum {
    double sum;
    long count;
};

/* The current row.  Numbers that columns can show are doubles. */
struct simulation {
    const struct spec *spec;
    bool run; /* the optimizer steps a problem; else the schedule alone */
    const struct problem *problem;
    size_t dim;
    struct param_groups groups;
    struct schedule_root *schedule; /* NULL: constant rates */
    struct rate *rates;             /* [groups] */
    struct drivers drivers;         /* schedules of other values */
    double *x, *gradient;           /* [dim] */
    struct point point;   /* x, gradient and loss, as the problem takes them */
    struct oracle oracle; /* for optimizers that evaluate more than once */
    struct minibatch minibatch; /* of a problem with batches */
    struct derived derived;     /* values that only some columns need */
    struct metric_sum metric;
    struct seeds *seeds; /* the loss is the median of theirs; NULL: one run */
    double step, epoch, loss, grad_norm;
    bool wants_grad_norm; /* set before the run if a column shows it */
    bool explains;        /* columns show what plateaus decided */
    bool rescales;        /* the optimizer multiplies the rates */
    bool diverged;        /* the loss of the row is not finite */
};

/* Who receives the rows, from `first` on.  `row` returns the next row that it
 * wants, or NO_ROW to end the run.  It also receives the row that diverges. */
struct follower {
    void *context;
    long first;
    long (*row)(void *context, long t);
};

#define NO_ROW LONG_MAX

/* Prepares a run, or the schedule alone.  STATUS_WRONG where parts of the spec
 * are incompatible.  The simulation must not move afterwards. */
bool simulation_make(struct simulation *simulation, const struct spec *spec,
                     bool run, struct arena *arena, struct error *error);

/* Whether the parts of a spec are compatible: simulation_make() without the
 * vectors of the problem. */
bool simulation_check(struct simulation *simulation, const struct spec *spec,
                      struct arena *arena, struct error *error);

/* The number of rows on the schedule's clock, which counts steps or epochs. */
long simulation_clock_rows(const struct spec *spec);

/* That clock in row t. */
long simulation_clock(const struct spec *spec, long t);

/* The metric that the schedule receives when it advances to row `clock`: the
 * spec's metric or, if it has none, the mean of the losses. */
double simulation_metric(const struct spec *spec, long clock, double mean);

/* Makes the schedule of the spec for the rates [count groups][lanes]; lr[lane]
 * is the optimizer's own.  NULL on an error. */
struct schedule_root *simulation_schedule(const struct spec *spec,
                                          struct rate *rates, size_t count,
                                          size_t lanes, const double *lr,
                                          struct arena *arena,
                                          struct error *error);

/* The same of one node, without what a restart changes. */
struct schedule_root *simulation_make_schedule(const struct spec *spec,
                                               const struct node *node,
                                               struct rate *rates, size_t count,
                                               size_t lanes, const double *lr,
                                               struct arena *arena,
                                               struct error *error);

/* Whether a schedule made from the node has a metric if it needs one. */
bool simulation_has_metric(const struct simulation *simulation,
                           const struct schedule_root *root,
                           const struct node *node, struct error *error);

/* Sets the rates of row `clock`, and all else that a schedule drives. */
void simulation_set_rates(struct simulation *simulation, long clock);

/* Simulates rows 0 to `last`, or to the one that diverges. */
void simulate(struct simulation *simulation, long last,
              const struct follower *follower);

/* Simulates one row of a run: row t after row t - 1. */
void simulate_row(struct simulation *simulation, long t, long last);

/* Whether the results depend on the seed. */
bool simulation_random(const struct simulation *simulation);

/* Bytes of optimizer state. */
size_t simulation_state_bytes(const struct simulation *simulation);

#endif
