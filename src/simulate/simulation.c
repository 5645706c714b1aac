/* simulation.c -- the loop. */
#include "simulate/simulation.h"

#include <math.h>

#include "base/lanes.h"
#include "simulate/seeds.h"

/* Keeps the rates of the schedule for optimizers that multiply them.  Few do,
 * and so these two functions are not inlined. */
INSTANCE
keep_scheduled(struct simulation *simulation)
{
    for (size_t g = 0; g < simulation->groups.count; g++)
        simulation->groups.items[g].scheduled = simulation->rates[g].lr;
}

/* Sets the rates of row `clock` of the schedule. */
static inline void
set_scheduled_rates(struct simulation *simulation, long clock)
{
    if (simulation->schedule)
        schedule_set(simulation->schedule, clock, simulation->rates);
    if (simulation->drivers.any)
        drivers_set(simulation, clock);
    if (simulation->rescales)
        keep_scheduled(simulation);
}

void
simulation_set_rates(struct simulation *simulation, long clock)
{
    set_scheduled_rates(simulation, clock);
}

/* Multiplies the rates of optimizers that have a factor. */
INSTANCE
rescale(struct simulation *simulation, long t)
{
    for (size_t g = 0; g < simulation->groups.count; g++) {
        const struct param_group *group = &simulation->groups.items[g];

        if (group->optimizer->factor)
            simulation->rates[g].lr =
                group->scheduled * group->optimizer->factor(group->self, t);
    }
}

/* Evaluates a problem without batches. */
static void
evaluate_problem(struct simulation *simulation)
{
    simulation->problem->evaluate(simulation->spec->problem.self,
                                  &simulation->point);
    simulation->diverged = !isfinite(simulation->loss);
    if (simulation->wants_grad_norm)
        simulation->grad_norm = norm2(simulation->gradient, simulation->dim);
}

/* Sets what does not depend on the problem. */
static inline void
begin_row(struct simulation *simulation, long t)
{
    long epoch = simulation->spec->steps_per_epoch;

    if (simulation->rescales)
        rescale(simulation, t);
    simulation->step = simulation->epoch = (double)t;
    if (epoch > 1)
        simulation->epoch = (double)(t / epoch);
}

static void
evaluate_row(struct simulation *simulation, long t)
{
    begin_row(simulation, t);
    if (!simulation->run)
        return;
    if (simulation->problem->batch)
        minibatch_row(simulation, t);
    else
        evaluate_problem(simulation);
    if (simulation->derived.active)
        derived_row(simulation, t);
}

static void
update_parameters(struct simulation *simulation, long t)
{
    double loss = simulation->loss;

    if (simulation->problem->batch)
        simulation->loss = simulation->derived.batch_loss;
    if (simulation->derived.active)
        derived_before_update(simulation);
    for (size_t g = 0; g < simulation->groups.count; g++)
        param_group_step(&simulation->groups.items[g], t, simulation->x,
                         simulation->gradient);
    if (simulation->problem->clamps_to_domain)
        problem_keep_within(&simulation->spec->problem, simulation->x,
                            simulation->dim, 1);
    /* Schedules receive the loss of the row. */
    simulation->loss = loss;
    if (simulation->derived.active)
        derived_after_update(simulation, t);
}

/* Passes the metric of the advance to row `clock` to the schedule. */
static void
observe_metric(struct simulation *simulation, long clock)
{
    struct metric_sum *sum = &simulation->metric;
    double metric = simulation_metric(simulation->spec, clock,
                                      sum->sum / (double)sum->count);

    *sum = (struct metric_sum){0};
    schedule_report(simulation->schedule, clock, &metric);
    drivers_report(&simulation->drivers, clock, &metric);
}

/* Whether anything receives the losses as a metric. */
static bool
takes_metric(const struct simulation *simulation)
{
    return (simulation->schedule && simulation->schedule->uses_metric) ||
           simulation->drivers.uses_metric;
}

/* Ends row t: the schedule may advance. */
static void
advance_schedule(struct simulation *simulation, long t)
{
    long clock = simulation_clock(simulation->spec, t + 1);
    bool uses_metric = takes_metric(simulation);

    if (uses_metric) {
        simulation->metric.sum += simulation->loss;
        simulation->metric.count++;
    }
    if (uses_metric && simulation->schedule)
        schedule_forget(simulation->schedule);
    if (clock == simulation_clock(simulation->spec, t))
        return;
    if (uses_metric)
        observe_metric(simulation, clock);
    set_scheduled_rates(simulation, clock);
}

/* Whether a schedule sets anything. */
static bool
is_scheduled(const struct simulation *simulation)
{
    return simulation->schedule || simulation->drivers.any;
}

/* Whether unwanted rows can be skipped: none depends on another. */
static bool
can_skip(const struct simulation *simulation)
{
    return !simulation->run && !takes_metric(simulation);
}

/* Simulates only the rows that are wanted. */
static void
skip_rows(struct simulation *simulation, long last,
          const struct follower *follower)
{
    long t = follower->first;

    do {
        if (is_scheduled(simulation))
            set_scheduled_rates(simulation,
                                simulation_clock(simulation->spec, t));
        begin_row(simulation, t);
        t = follower->row(follower->context, t);
    } while (t <= last);
}

/* Simulates all rows from t on; a `resumed` run has evaluated row t before. */
static void
simulate_from(struct simulation *simulation, long t, bool resumed, long last,
              const struct follower *follower)
{
    long wanted = follower->first;

    for (;; t++, resumed = false) {
        if (!resumed) {
            evaluate_row(simulation, t);
            if (t == wanted || simulation->diverged)
                wanted = follower->row(follower->context, t);
            if (simulation->diverged || wanted > last)
                return;
        }
        if (simulation->run)
            update_parameters(simulation, t);
        if (is_scheduled(simulation))
            advance_schedule(simulation, t);
    }
}

static void
begin_run(struct simulation *simulation, long last)
{
    if (is_scheduled(simulation))
        set_scheduled_rates(simulation, 0);
    simulation->minibatch.last = last;
}

void
simulate(struct simulation *simulation, long last,
         const struct follower *follower)
{
    if (simulation->seeds) {
        seeds_simulate(simulation, last, follower);
        return;
    }
    if (can_skip(simulation)) {
        skip_rows(simulation, last, follower);
        return;
    }
    begin_run(simulation, last);
    simulate_from(simulation, 0, false, last, follower);
}

static long
end_after_row(void *context, long t)
{
    (void)context;
    (void)t;
    return NO_ROW;
}

void
simulate_row(struct simulation *simulation, long t, long last)
{
    const struct follower follower = {NULL, t, end_after_row};

    if (t == 0)
        begin_run(simulation, last);
    simulate_from(simulation, t > 0 ? t - 1 : 0, t > 0, last, &follower);
}
