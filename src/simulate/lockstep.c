/* lockstep.c -- the loop of simulation.c over lanes, and what it keeps. */
#include "simulate/lockstep.h"

#include <math.h>
#include <string.h>

#include "simulate/lane_best.h"

struct lockstep {
    const struct spec *spec;
    const struct problem *problem;
    size_t dim, lanes;
    struct param_groups groups;
    struct schedule *schedule; /* NULL: constant rates */
    struct rate *rates;        /* [groups][lanes] */
    double *lr, *momentum;     /* the same, as optimizers take them */
    double *base;
    double *x, *gradient; /* [dim][lanes] */
    double loss[LANES];
    struct point point;
    struct oracle oracle;
    double losses[LANES]; /* of the row, whatever an update asks for */
    double heard[LANES];  /* their sum since the last advance */
    long hearings;
    bool rescales;
    struct lane_run *runs;
    struct lane_best best;
    long wanted; /* the next row that is kept */
};

/* More parameters than these fill a vector register by themselves, and their
 * state the cache. */
enum { DIM_MOST = 1024 };

bool
lockstep_fits(const struct simulation *simulation)
{
    const struct node *optimizer = &simulation->spec->optimizer;

    return simulation->dim <= DIM_MOST && !simulation->problem->batch &&
           !simulation->derived.changes_gradient &&
           !optimizer_alone(optimizer->kind, optimizer->self);
}

static void
evaluate(void *context)
{
    struct lockstep *lockstep = context;

    lockstep->problem->evaluate(lockstep->spec->problem.self, &lockstep->point);
}

static void
curvature(void *context, double *diagonal, double *spare)
{
    struct lockstep *lockstep = context;

    problem_curvature(&lockstep->spec->problem, &lockstep->point, lockstep->x,
                      diagonal, spare);
}

static bool
make_vectors(struct lockstep *lockstep, struct arena *arena)
{
    size_t dim = lockstep->dim, lanes = lockstep->lanes;
    size_t rates = lockstep->groups.count * lanes, scratch = 0;
    const void *problem = lockstep->spec->problem.self;

    if (lockstep->problem->scratch)
        scratch = lockstep->problem->scratch(problem, lanes);
    lockstep->x = arena_alloc(arena, dim * lanes, sizeof(double));
    lockstep->gradient = arena_alloc(arena, dim * lanes, sizeof(double));
    lockstep->rates = arena_alloc(arena, rates, sizeof *lockstep->rates);
    lockstep->lr = arena_alloc(arena, 3 * rates, sizeof(double));
    lockstep->momentum = lockstep->lr + rates;
    lockstep->base = lockstep->momentum + rates;
    lockstep->point = (struct point){
        .size = dim,
        .lanes = lanes,
        .x = lockstep->x,
        .value = lockstep->loss,
        .gradient = lockstep->gradient,
        .scratch = arena_alloc(arena, scratch, sizeof(double)),
    };
    lockstep->oracle =
        (struct oracle){lockstep, lockstep->loss, evaluate, curvature};
    return lockstep->x && lockstep->gradient && lockstep->rates &&
           lockstep->lr && lockstep->point.scratch;
}

/* Lane l is run l; lanes without one repeat the first. */
static void
place_runs(struct lockstep *lockstep, const bool *follows,
           const struct lane_run *runs, size_t count)
{
    size_t lanes = lockstep->lanes;

    for (size_t l = 0; l < lanes; l++) {
        const struct lane_run *run = &runs[l < count ? l : 0];

        for (size_t i = 0; i < lockstep->dim; i++)
            lockstep->x[i * lanes + l] = run->start[i];
        for (size_t g = 0; g < lockstep->groups.count; g++) {
            struct rate *rate = &lockstep->rates[g * lanes + l];

            rate->base = rate->lr =
                follows[g] ? run->lr : lockstep->groups.items[g].lr;
            lockstep->base[g * lanes + l] = rate->base;
        }
    }
}

static bool
make_schedule(struct lockstep *lockstep, const struct lane_run *runs,
              size_t count, struct arena *arena, struct error *error)
{
    size_t lanes = lockstep->lanes;
    double *own = arena_alloc(arena, lanes, sizeof *own);

    if (!own)
        return error_memory(error);
    if (!lockstep->spec->schedule.kind)
        return true;
    for (size_t l = 0; l < lanes; l++)
        own[l] = runs[l < count ? l : 0].lr;
    lockstep->schedule =
        simulation_schedule(lockstep->spec, lockstep->rates,
                            lockstep->groups.count, lanes, own, arena, error);
    return lockstep->schedule &&
           (!lockstep->schedule->drives ||
            param_groups_drive(&lockstep->groups, lockstep->schedule->drives,
                               arena, error));
}

static bool
bind_groups(struct lockstep *lockstep, struct arena *arena)
{
    size_t lanes = lockstep->lanes;
    bool drives = lockstep->schedule && lockstep->schedule->drives;

    for (size_t g = 0; g < lockstep->groups.count; g++) {
        struct param_group *group = &lockstep->groups.items[g];

        if (!param_group_bind(group, lanes, lockstep->x, lockstep->gradient,
                              lockstep->lr + g * lanes,
                              drives ? lockstep->momentum + g * lanes : NULL,
                              arena))
            return false;
        group->update.base = lockstep->base + g * lanes;
        group->update.oracle = &lockstep->oracle;
    }
    return true;
}

/* The rates of the present row, where optimizers find them. */
static void
hand_over(struct lockstep *lockstep, long t)
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
keep(struct lockstep *lockstep, size_t l, long t)
{
    if (lockstep->runs[l].sample)
        row_sample_add(lockstep->runs[l].sample, t, lockstep->lr[l],
                       lockstep->loss[l]);
}

/* A lane is done with: it has diverged, or that was the last row. */
static void
leave(struct lockstep *lockstep, size_t l, long t)
{
    struct lane_best *best = &lockstep->best;
    double loss = lockstep->loss[l], lowest = best->loss[l];

    lockstep->runs[l].outcome = (struct outcome){
        .final_loss = loss,
        .best_loss = lowest < INFINITY ? lowest : NAN,
        .best_step = lowest < INFINITY ? best->step[l] : NAN,
        .target_step = best->target_step[l],
        .gap = loss - problem_minimum(&lockstep->spec->problem),
        .diverged = !isfinite(loss),
    };
    keep(lockstep, l, t);
    best->live[l] = 0;
    best->count--;
}

static void
keep_row(struct lockstep *lockstep, long t)
{
    const struct lane_best *best = &lockstep->best;

    for (size_t l = 0; l < best->lanes; l++)
        if (best->live[l]) {
            keep(lockstep, l, t);
            lockstep->wanted = row_sample_next(lockstep->runs[l].sample);
        }
}

static void
look_at(struct lockstep *lockstep, long t)
{
    struct lane_best *best = &lockstep->best;

    lane_best_row(best, lockstep->loss, t);
    for (size_t l = 0; best->finite < best->count && l < best->lanes; l++)
        if (best->live[l] && !isfinite(lockstep->loss[l]))
            leave(lockstep, l, t);
    /* All samples want the same rows. */
    if (t == lockstep->wanted)
        keep_row(lockstep, t);
    if (t < lockstep->spec->start_step)
        lane_best_reset(best);
}

/* From row t to the next one. */
static void
advance(struct lockstep *lockstep, long t)
{
    struct schedule *schedule = lockstep->schedule;
    long clock = simulation_clock(lockstep->spec, t + 1);

    for (size_t l = 0; schedule->hears && l < lockstep->lanes; l++)
        lockstep->heard[l] += lockstep->losses[l];
    lockstep->hearings++;
    if (schedule->hears)
        schedule_forget(schedule);
    if (clock == simulation_clock(lockstep->spec, t))
        return;
    if (schedule->hears) {
        double heard[LANES] = {0};

        for (size_t l = 0; l < lockstep->lanes; l++) {
            heard[l] = simulation_metric(lockstep->spec, clock,
                                         lockstep->heard[l] /
                                             (double)lockstep->hearings);
            lockstep->heard[l] = 0;
        }
        schedule_observe(schedule, clock, heard);
    }
    lockstep->hearings = 0;
    schedule_set(schedule, clock, lockstep->rates);
}

static void
update(struct lockstep *lockstep, long t)
{
    if (lockstep->schedule && lockstep->schedule->hears)
        memcpy(lockstep->losses, lockstep->loss, sizeof lockstep->losses);
    for (size_t g = 0; g < lockstep->groups.count; g++)
        param_group_step(&lockstep->groups.items[g], t, lockstep->x,
                         lockstep->gradient);
    if (lockstep->problem->walled)
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
            hand_over(lockstep, t);
        evaluate(lockstep);
        look_at(lockstep, t);
        if (t == last || lockstep->best.count == 0)
            return;
        update(lockstep, t);
        if (lockstep->schedule)
            advance(lockstep, t);
    }
}

/* A few runs are stepped with others to fill the lanes, whose kernels are the
 * fastest. */
static size_t
lanes_for(size_t count)
{
    return count > LANES / 4 ? LANES : count;
}

bool
lockstep_run(const struct simulation *simulation, const bool *follows,
             double target, struct lane_run *runs, size_t count,
             struct arena *arena, struct error *error)
{
    struct lockstep *lockstep = arena_alloc(arena, 1, sizeof *lockstep);

    if (!lockstep)
        return error_memory(error);
    lockstep->spec = simulation->spec;
    lockstep->problem = simulation->problem;
    lockstep->dim = simulation->dim;
    lockstep->lanes = lanes_for(count);
    lockstep->rescales = simulation->rescales;
    lockstep->runs = runs;
    if (!param_groups_make(lockstep->spec, lockstep->dim, arena,
                           &lockstep->groups, error))
        return false;
    if (!make_vectors(lockstep, arena))
        return error_memory(error);
    place_runs(lockstep, follows, runs, count);
    if (!make_schedule(lockstep, runs, count, arena, error))
        return false;
    if (!bind_groups(lockstep, arena))
        return error_memory(error);
    lane_best_begin(&lockstep->best, lockstep->lanes, count, target);
    lockstep->wanted = runs->sample ? row_sample_next(runs->sample)
                                    : lockstep->spec->steps + 1;
    simulate_lanes(lockstep);
    for (size_t l = 0; l < count; l++)
        if (lockstep->best.live[l])
            leave(lockstep, l, lockstep->spec->steps);
    return true;
}
