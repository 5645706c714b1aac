/* simulation.h -- the loop: the only place where the families meet.
 *
 * Update t uses the schedule's value number t.  Row t tells the state after t
 * updates: the rate that update t will use, the loss and its gradient at the
 * parameters of that moment. */
#ifndef SIMULATE_SIMULATION_H
#define SIMULATE_SIMULATION_H

#include "problem/problem.h"
#include "schedule/schedule.h"
#include "simulate/minibatch.h"
#include "simulate/derived.h"
#include "simulate/param_group.h"

struct seeds;

/* What the schedule has heard since its last advance: the metric of an epoch
 * is the mean of its losses. */
struct hearing {
    double sum;
    long count;
};

/* What a row says, at the moment that it is told.  Numbers that a column may
 * show are doubles. */
struct simulation {
    const struct spec *spec;
    bool run; /* there is a problem, and its optimizer is stepped */
    const struct problem *problem;
    size_t dim;
    struct param_groups groups;
    struct schedule *schedule;  /* NULL: constant rates */
    struct rate *rates;         /* [groups] */
    double *x, *gradient;       /* [dim] */
    struct point point;         /* these, and the loss */
    struct oracle oracle;       /* for updates with several evaluations */
    struct minibatch minibatch; /* where updates see parts of the problem */
    struct derived derived;     /* what else is followed */
    struct hearing hearing;
    struct seeds *seeds; /* whose losses' median is the loss; NULL: one run */
    double step, epoch, loss, grad_norm;
    bool wants_grad_norm; /* set before the run, where a column shows it */
    bool explains;        /* shows what plateaus decided */
    bool rescales;        /* its optimizer multiplies the rates */
    bool diverged;        /* the loss of the last row is not finite */
};

/* Who follows the rows, from `first` on.  `row` is told a row, and says which
 * later one it wants next; NO_ROW ends the run.  The row that diverges is
 * told in any case. */
struct follower {
    void *context;
    long first;
    long (*row)(void *context, long t);
};

#define NO_ROW LONG_MAX

/* Prepares a run, or the schedule alone.  STATUS_WRONG where parts of the
 * spec do not fit one another. */
bool simulation_make(struct simulation *simulation, const struct spec *spec,
                     bool run, struct arena *arena, struct error *error);

/* Whether the parts of a spec fit one another: as simulation_make(), without
 * the vectors of the problem, and for whichever command can run it. */
bool simulation_check(struct simulation *simulation, const struct spec *spec,
                      struct arena *arena, struct error *error);

/* Warns of what is surely not meant; afterwards the schedule stands at any
 * row.  Where only the run's own warnings are wanted, it stays. */
void simulation_warn(struct simulation *simulation, struct warnings *warnings);

/* How many rows of the schedule's own clock updates use. */
long simulation_clock_rows(const struct spec *spec);

/* That clock in row t: steps, or whole epochs. */
long simulation_clock(const struct spec *spec, long t);

/* What the schedule hears on its advance to row `clock`, where the losses
 * since the one before have this mean. */
double simulation_metric(const struct spec *spec, long clock, double mean);

/* The schedule for rates of [count groups][lanes], as the spec's run has it;
 * lr[lane] is the optimizer's own.  NULL on an error. */
struct schedule *simulation_schedule(const struct spec *spec,
                                     struct rate *rates, size_t count,
                                     size_t lanes, const double *lr,
                                     struct arena *arena, struct error *error);

/* Simulates rows 0 to `last`, or up to the one that diverges; of several seeds
 * all. */
void simulate(struct simulation *simulation, long last,
              const struct follower *follower);

/* The same of a run, one row a call: row t after row t - 1. */
void simulate_row(struct simulation *simulation, long t, long last);

/* Whether its numbers are the seed's. */
bool simulation_random(const struct simulation *simulation);

/* Bytes of optimizer state that are kept for the parameters. */
size_t simulation_state_bytes(const struct simulation *simulation);

#endif
