/* lockstep.c -- the loop of simulation.c over lanes, and what it keeps. */
#include "simulate/lockstep.h"

#include <math.h>
#include <string.h>

#include "simulate/lane_best.h"

struct abreast {
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
    struct runner *runners;
    struct marks marks;
    long wanted; /* the next row that is kept */
};

/* More parameters than these fill a vector register by themselves, and their
 * state the cache. */
enum { DIM_MOST = 1024 };

bool
abreast_fits(const struct simulation *simulation)
{
    const struct node *optimizer = &simulation->spec->optimizer;

    return simulation->dim <= DIM_MOST && !simulation->problem->batch &&
           !simulation->beside.treats &&
           !optimizer_alone(optimizer->kind, optimizer->self);
}

static void
evaluate(void *context)
{
    struct abreast *abreast = context;

    abreast->problem->evaluate(abreast->spec->problem.self, &abreast->point);
}

static void
curvature(void *context, double *diagonal)
{
    struct abreast *abreast = context;

    problem_curvature(&abreast->spec->problem, &abreast->point, abreast->x,
                      diagonal);
}

static bool
make_vectors(struct abreast *abreast, struct arena *arena)
{
    size_t dim = abreast->dim, lanes = abreast->lanes;
    size_t rates = abreast->groups.count * lanes, scratch = 0;
    const void *problem = abreast->spec->problem.self;

    if (abreast->problem->scratch)
        scratch = abreast->problem->scratch(problem, lanes);
    abreast->x = arena_alloc(arena, dim * lanes, sizeof(double));
    abreast->gradient = arena_alloc(arena, dim * lanes, sizeof(double));
    abreast->rates = arena_alloc(arena, rates, sizeof *abreast->rates);
    abreast->lr = arena_alloc(arena, 3 * rates, sizeof(double));
    abreast->momentum = abreast->lr + rates;
    abreast->base = abreast->momentum + rates;
    abreast->point = (struct point){
        .size = dim,
        .lanes = lanes,
        .x = abreast->x,
        .value = abreast->loss,
        .gradient = abreast->gradient,
        .scratch = arena_alloc(arena, scratch, sizeof(double)),
    };
    abreast->oracle =
        (struct oracle){abreast, abreast->loss, evaluate, curvature};
    return abreast->x && abreast->gradient && abreast->rates && abreast->lr &&
           abreast->point.scratch;
}

/* Lane l is run l; lanes without one repeat the first. */
static void
place_runners(struct abreast *abreast, const bool *follows,
              const struct runner *runners, size_t count)
{
    size_t lanes = abreast->lanes;

    for (size_t l = 0; l < lanes; l++) {
        const struct runner *runner = &runners[l < count ? l : 0];

        for (size_t i = 0; i < abreast->dim; i++)
            abreast->x[i * lanes + l] = runner->start[i];
        for (size_t g = 0; g < abreast->groups.count; g++) {
            struct rate *rate = &abreast->rates[g * lanes + l];

            rate->base = rate->lr =
                follows[g] ? runner->lr : abreast->groups.items[g].lr;
            abreast->base[g * lanes + l] = rate->base;
        }
    }
}

static bool
make_schedule(struct abreast *abreast, const struct runner *runners,
              size_t count, struct arena *arena, struct error *error)
{
    size_t lanes = abreast->lanes;
    double *own = arena_alloc(arena, lanes, sizeof *own);

    if (!own)
        return error_memory(error);
    if (!abreast->spec->schedule.kind)
        return true;
    for (size_t l = 0; l < lanes; l++)
        own[l] = runners[l < count ? l : 0].lr;
    abreast->schedule =
        simulation_schedule(abreast->spec, abreast->rates,
                            abreast->groups.count, lanes, own, arena, error);
    return abreast->schedule &&
           (!abreast->schedule->drives ||
            param_groups_drive(&abreast->groups, abreast->schedule->drives,
                               arena, error));
}

static bool
bind_groups(struct abreast *abreast, struct arena *arena)
{
    size_t lanes = abreast->lanes;
    bool drives = abreast->schedule && abreast->schedule->drives;

    for (size_t g = 0; g < abreast->groups.count; g++) {
        struct param_group *group = &abreast->groups.items[g];

        if (!param_group_bind(group, lanes, abreast->x, abreast->gradient,
                              abreast->lr + g * lanes,
                              drives ? abreast->momentum + g * lanes : NULL,
                              arena))
            return false;
        group->update.base = abreast->base + g * lanes;
        group->update.oracle = &abreast->oracle;
    }
    return true;
}

/* The rates of the present row, where optimizers find them. */
static void
hand_over(struct abreast *abreast, long t)
{
    size_t lanes = abreast->lanes;

    for (size_t g = 0; g < abreast->groups.count; g++) {
        const struct param_group *group = &abreast->groups.items[g];
        const struct rate *rates = abreast->rates + g * lanes;
        double *lr = abreast->lr + g * lanes;

        for (size_t l = 0; l < lanes; l++) {
            lr[l] = rates[l].lr;
            abreast->momentum[g * lanes + l] = rates[l].momentum;
        }
        for (size_t l = 0; group->optimizer->factor && l < lanes; l++)
            lr[l] *= group->optimizer->factor(group->self, t);
    }
}

static void
keep(struct abreast *abreast, size_t l, long t)
{
    if (abreast->runners[l].keeper)
        keeper_add(abreast->runners[l].keeper, t, abreast->lr[l],
                   abreast->loss[l]);
}

/* A lane is done with: it has diverged, or that was the last row. */
static void
leave(struct abreast *abreast, size_t l, long t)
{
    struct marks *marks = &abreast->marks;
    double loss = abreast->loss[l], best = marks->best[l];

    abreast->runners[l].outcome = (struct outcome){
        .final_loss = loss,
        .best_loss = best < INFINITY ? best : NAN,
        .best_step = best < INFINITY ? marks->best_step[l] : NAN,
        .target_step = marks->target_step[l],
        .gap = loss - problem_minimum(&abreast->spec->problem),
        .diverged = !isfinite(loss),
    };
    keep(abreast, l, t);
    marks->live[l] = 0;
    marks->count--;
}

static void
keep_row(struct abreast *abreast, long t)
{
    const struct marks *marks = &abreast->marks;

    for (size_t l = 0; l < marks->lanes; l++)
        if (marks->live[l]) {
            keep(abreast, l, t);
            abreast->wanted = keeper_next(abreast->runners[l].keeper);
        }
}

static void
look_at(struct abreast *abreast, long t)
{
    struct marks *marks = &abreast->marks;

    marks_row(marks, abreast->loss, t);
    for (size_t l = 0; marks->finite < marks->count && l < marks->lanes; l++)
        if (marks->live[l] && !isfinite(abreast->loss[l]))
            leave(abreast, l, t);
    /* All keepers want the same rows. */
    if (t == abreast->wanted)
        keep_row(abreast, t);
    if (t < abreast->spec->start_step)
        marks_forget(marks);
}

/* From row t to the next one. */
static void
advance(struct abreast *abreast, long t)
{
    struct schedule *schedule = abreast->schedule;
    long clock = simulation_clock(abreast->spec, t + 1);
    double heard[LANES];

    for (size_t l = 0; schedule->hears && l < abreast->lanes; l++)
        abreast->heard[l] += abreast->losses[l];
    abreast->hearings++;
    if (schedule->hears)
        schedule_forget(schedule);
    if (clock == simulation_clock(abreast->spec, t))
        return;
    if (schedule->hears) {
        for (size_t l = 0; l < abreast->lanes; l++) {
            heard[l] = simulation_metric(abreast->spec, clock,
                                         abreast->heard[l] /
                                             (double)abreast->hearings);
            abreast->heard[l] = 0;
        }
        schedule_observe(schedule, clock, heard);
    }
    abreast->hearings = 0;
    schedule_set(schedule, clock, abreast->rates);
}

static void
update(struct abreast *abreast, long t)
{
    if (abreast->schedule && abreast->schedule->hears)
        memcpy(abreast->losses, abreast->loss, sizeof abreast->losses);
    for (size_t g = 0; g < abreast->groups.count; g++)
        param_group_step(&abreast->groups.items[g], t, abreast->x,
                         abreast->gradient);
    if (abreast->problem->walled)
        problem_keep_within(&abreast->spec->problem, abreast->x, abreast->dim,
                            abreast->lanes);
}

static void
run(struct abreast *abreast)
{
    long last = abreast->spec->steps;

    if (abreast->schedule)
        schedule_set(abreast->schedule, 0, abreast->rates);
    for (long t = 0;; t++) {
        if (t == 0 || abreast->schedule || abreast->rescales)
            hand_over(abreast, t);
        evaluate(abreast);
        look_at(abreast, t);
        if (t == last || abreast->marks.count == 0)
            return;
        update(abreast, t);
        if (abreast->schedule)
            advance(abreast, t);
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
abreast_run(const struct simulation *simulation, const bool *follows,
            double target, struct runner *runners, size_t count,
            struct arena *arena, struct error *error)
{
    struct abreast *abreast = arena_alloc(arena, 1, sizeof *abreast);

    if (!abreast)
        return error_memory(error);
    abreast->spec = simulation->spec;
    abreast->problem = simulation->problem;
    abreast->dim = simulation->dim;
    abreast->lanes = lanes_for(count);
    abreast->rescales = simulation->rescales;
    abreast->runners = runners;
    if (!param_groups_make(abreast->spec, abreast->dim, arena, &abreast->groups,
                           error))
        return false;
    if (!make_vectors(abreast, arena))
        return error_memory(error);
    place_runners(abreast, follows, runners, count);
    if (!make_schedule(abreast, runners, count, arena, error))
        return false;
    if (!bind_groups(abreast, arena))
        return error_memory(error);
    marks_begin(&abreast->marks, abreast->lanes, count, target);
    abreast->wanted = runners->keeper ? keeper_next(runners->keeper)
                                      : abreast->spec->steps + 1;
    run(abreast);
    for (size_t l = 0; l < count; l++)
        if (abreast->marks.live[l])
            leave(abreast, l, abreast->spec->steps);
    return true;
}
