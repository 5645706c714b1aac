/* lockstep.c -- the loop of simulation.c over lanes. */
#include "simulate/lockstep.h"

#include <math.h>
#include <string.h>

/* A problem with more parameters fills vector registers by itself, and the
 * states of several runs do not fit into the cache. */
enum { DIM_MOST = 1024 };

bool
lockstep_fits(const struct simulation *simulation)
{
    const struct node *optimizer = &simulation->spec->optimizer;
    const struct groups *listed = &simulation->spec->param_groups;

    for (size_t g = 0; g < listed->count; g++)
        if (listed->items[g].typed)
            return false;
    return simulation->dim <= DIM_MOST && !simulation->problem->batch &&
           !simulation->drivers.any && !simulation->derived.changes_gradient &&
           !optimizer_no_lanes_reason(optimizer->kind, optimizer->self);
}

/* Copies the rates of the row to where the optimizers read them. */
static void
set_lane_rates(struct lockstep *lockstep, long t)
{
    size_t lanes = lockstep->lanes;

    for (size_t g = 0; g < lockstep->groups.count; g++) {
        const struct param_group *group = &lockstep->groups.items[g];
        const struct rate *rates = lockstep->rates + g * lanes;
        double *lr = lockstep->lr + g * lanes;

        for (size_t l = 0; l < lanes; l++) {
            lr[l] = rates[l].lr;
            lockstep->momentum[g * lanes + l] = rates[l].momentum;
        }
        for (size_t l = 0; group->optimizer->factor && l < lanes; l++)
            lr[l] *= group->optimizer->factor(group->self, t);
    }
}

static void
add_sample(struct lockstep *lockstep, size_t l, long t)
{
    if (lockstep->runs[l].sample)
        row_sample_add(lockstep->runs[l].sample, t, lockstep->lr[l],
                       lockstep->loss[l]);
}

/* A run ends: it has diverged, or that was its last row. */
static void
end_run(struct lockstep *lockstep, size_t l, long t)
{
    struct lane_best *best = &lockstep->best;
    double loss = lockstep->loss[l], lowest = best->loss[l];

    lockstep->runs[l].outcome = (struct outcome){
        .final_loss = loss,
        .best_loss = lowest < INFINITY ? lowest : NAN,
        .best_step = lowest < INFINITY ? best->step[l] : NAN,
        .last_step = (double)t,
        .target_step = best->target_step[l],
        .gap = loss - problem_minimum(&lockstep->spec->problem),
        .diverged = !isfinite(loss),
    };
    add_sample(lockstep, l, t);
    best->live[l] = 0;
    best->count--;
}

static void
add_samples(struct lockstep *lockstep, long t)
{
    const struct lane_best *best = &lockstep->best;

    for (size_t l = 0; l < best->lanes; l++)
        if (best->live[l]) {
            add_sample(lockstep, l, t);
            lockstep->next_sample = row_sample_next(lockstep->runs[l].sample);
        }
}

static void
record_lanes(struct lockstep *lockstep, long t)
{
    struct lane_best *best = &lockstep->best;

    lane_best_row(best, lockstep->loss, t);
    for (size_t l = 0; best->finite < best->count && l < best->lanes; l++)
        if (best->live[l] && !isfinite(lockstep->loss[l]))
            end_run(lockstep, l, t);
    /* All samples keep the same rows. */
    if (t == lockstep->next_sample)
        add_samples(lockstep, t);
    if (t < lockstep->spec->start_step)
        lane_best_reset(best);
}

/* From row t to the next one. */
static void
advance_lanes(struct lockstep *lockstep, long t)
{
    struct schedule_root *schedule = lockstep->schedule;
    long clock = simulation_clock(lockstep->spec, t + 1);

    for (size_t l = 0; schedule->uses_metric && l < lockstep->lanes; l++)
        lockstep->metric_sum[l] += lockstep->row_loss[l];
    lockstep->metric_count++;
    if (schedule->uses_metric)
        schedule_forget(schedule);
    if (clock == simulation_clock(lockstep->spec, t))
        return;
    if (schedule->uses_metric) {
        double metric[LANES] = {0};

        for (size_t l = 0; l < lockstep->lanes; l++) {
            metric[l] = simulation_metric(lockstep->spec, clock,
                                          lockstep->metric_sum[l] /
                                              (double)lockstep->metric_count);
            lockstep->metric_sum[l] = 0;
        }
        schedule_report(schedule, clock, metric);
    }
    lockstep->metric_count = 0;
    schedule_set(schedule, clock, lockstep->rates);
}

static void
update_lanes(struct lockstep *lockstep, long t)
{
    if (lockstep->schedule && lockstep->schedule->uses_metric)
        memcpy(lockstep->row_loss, lockstep->loss, sizeof lockstep->row_loss);
    for (size_t g = 0; g < lockstep->groups.count; g++)
        param_group_step(&lockstep->groups.items[g], t, lockstep->x,
                         lockstep->gradient);
    if (lockstep->problem->clamps_to_domain)
        problem_keep_within(&lockstep->spec->problem, lockstep->x,
                            lockstep->dim, lockstep->lanes);
}

static void
simulate_lanes(struct lockstep *lockstep)
{
    long last = lockstep->spec->steps;

    if (lockstep->schedule)
        schedule_set(lockstep->schedule, 0, lockstep->rates);
    for (long t = 0;; t++) {
        if (t == 0 || lockstep->schedule || lockstep->rescales)
            set_lane_rates(lockstep, t);
        lockstep_evaluate(lockstep);
        record_lanes(lockstep, t);
        if (t == last || lockstep->best.count == 0)
            return;
        update_lanes(lockstep, t);
        if (lockstep->schedule)
            advance_lanes(lockstep, t);
    }
}

bool
lockstep_run(const struct simulation *simulation, const bool *own_rate,
             double target, struct lane_run *runs, size_t count,
             struct arena *arena, struct error *error)
{
    struct lockstep *lockstep = arena_alloc(arena, 1, sizeof *lockstep);

    if (!lockstep)
        return error_memory(error);
    if (!lockstep_make(lockstep, simulation, own_rate, runs, count, arena,
                       error))
        return false;
    lane_best_begin(&lockstep->best, lockstep->lanes, count, target);
    lockstep->next_sample = runs->sample ? row_sample_next(runs->sample)
                                         : lockstep->spec->steps + 1;
    simulate_lanes(lockstep);
    for (size_t l = 0; l < count; l++)
        if (lockstep->best.live[l])
            end_run(lockstep, l, lockstep->spec->steps);
    return true;
}
