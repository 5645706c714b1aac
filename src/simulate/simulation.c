/* simulation.c -- the loop. */
#include "simulate/simulation.h"

#include <math.h>

#include "base/lanes.h"
#include "simulate/seeds.h"

/* What the schedule says, for optimizers that rescale it.  Few do: it stands
 * out of the way of the others, as does what it is kept for. */
INSTANCE
keep_scheduled(struct simulation *simulation)
{
    for (size_t g = 0; g < simulation->groups.count; g++)
        simulation->groups.items[g].scheduled = simulation->rates[g].lr;
}

/* Asks the schedule for the rates of its row `clock`. */
static inline void
set_rates(struct simulation *simulation, long clock)
{
    schedule_set(simulation->schedule, clock, simulation->rates);
    if (simulation->rescales)
        keep_scheduled(simulation);
}

/* Multiplies the rates of optimizers that have another one from some row on. */
INSTANCE
rescale(struct simulation *simulation, long t)
{
    for (size_t g = 0; g < simulation->groups.count; g++) {
        const struct param_group *group = &simulation->groups.items[g];

        simulation->rates[g].lr =
            group->scheduled * group->optimizer->factor(group->self, t);
    }
}

/* The problem's value and gradient are all that there is to see. */
static void
look_at_all(struct simulation *simulation)
{
    simulation->problem->evaluate(simulation->spec->problem.self,
                                  &simulation->point);
    simulation->diverged = !isfinite(simulation->loss);
    if (simulation->wants_grad_norm)
        simulation->grad_norm = norm2(simulation->gradient, simulation->dim);
}

/* The row's numbers that ask no problem. */
static inline void
tell_time(struct simulation *simulation, long t)
{
    long epoch = simulation->spec->steps_per_epoch;

    if (simulation->rescales)
        rescale(simulation, t);
    simulation->step = simulation->epoch = (double)t;
    if (epoch > 1)
        simulation->epoch = (double)(t / epoch);
}

static void
look(struct simulation *simulation, long t)
{
    tell_time(simulation, t);
    if (!simulation->run)
        return;
    if (simulation->problem->batch)
        minibatch_row(simulation, t);
    else
        look_at_all(simulation);
    if (simulation->derived.active)
        derived_row(simulation, t);
}

static void
update(struct simulation *simulation, long t)
{
    double loss = simulation->loss;

    if (simulation->problem->batch)
        simulation->loss = simulation->derived.batch_loss;
    if (simulation->derived.active)
        derived_before_update(simulation);
    for (size_t g = 0; g < simulation->groups.count; g++)
        param_group_step(&simulation->groups.items[g], t, simulation->x,
                         simulation->gradient);
    if (simulation->problem->walled)
        problem_keep_within(&simulation->spec->problem, simulation->x,
                            simulation->dim, 1);
    /* Schedules hear the loss of the row. */
    simulation->loss = loss;
    if (simulation->derived.active)
        derived_after_update(simulation, t);
}

/* The schedule hears what leads to its row `clock`. */
static void
hear(struct simulation *simulation, long clock)
{
    struct hearing *hearing = &simulation->hearing;
    double heard = simulation_metric(simulation->spec, clock,
                                     hearing->sum / (double)hearing->count);

    *hearing = (struct hearing){0};
    schedule_observe(simulation->schedule, clock, &heard);
}

/* From row t to the next one, where the schedule may have to advance. */
static void
advance(struct simulation *simulation, long t)
{
    long clock = simulation_clock(simulation->spec, t + 1);
    bool hears = simulation->schedule->hears;

    if (hears) {
        simulation->hearing.sum += simulation->loss;
        simulation->hearing.count++;
    }
    if (hears)
        schedule_forget(simulation->schedule);
    if (clock == simulation_clock(simulation->spec, t))
        return;
    if (hears)
        hear(simulation, clock);
    set_rates(simulation, clock);
}

/* Whether the rows between those that are wanted can be left out. */
static bool
can_leap(const struct simulation *simulation)
{
    return !simulation->run &&
           (!simulation->schedule || !simulation->schedule->hears);
}

/* The rows that are wanted, and no others: nothing leads from one to the
 * next. */
static void
leap(struct simulation *simulation, long last, const struct follower *follower)
{
    long t = follower->first;

    do {
        if (simulation->schedule)
            set_rates(simulation, simulation_clock(simulation->spec, t));
        tell_time(simulation, t);
        t = follower->row(follower->context, t);
    } while (t <= last);
}

/* Rows from t on, which has been looked at already where a run is `resumed`. */
static void
go_on(struct simulation *simulation, long t, bool resumed, long last,
      const struct follower *follower)
{
    long wanted = follower->first;

    for (;; t++, resumed = false) {
        if (!resumed) {
            look(simulation, t);
            if (t == wanted || simulation->diverged)
                wanted = follower->row(follower->context, t);
            if (simulation->diverged || wanted > last)
                return;
        }
        if (simulation->run)
            update(simulation, t);
        if (simulation->schedule)
            advance(simulation, t);
    }
}

static void
start(struct simulation *simulation, long last)
{
    if (simulation->schedule)
        set_rates(simulation, 0);
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
    if (can_leap(simulation)) {
        leap(simulation, last, follower);
        return;
    }
    start(simulation, last);
    go_on(simulation, 0, false, last, follower);
}

static long
stop(void *context, long t)
{
    (void)context;
    (void)t;
    return NO_ROW;
}

void
simulate_row(struct simulation *simulation, long t, long last)
{
    const struct follower follower = {NULL, t, stop};

    if (t == 0)
        start(simulation, last);
    go_on(simulation, t > 0 ? t - 1 : 0, t > 0, last, &follower);
}
