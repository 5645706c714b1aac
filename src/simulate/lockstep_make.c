/* lockstep_make.c -- prepares runs for their lanes. */
#include "simulate/lockstep.h"

static void
lanes_curvature(void *context, double *diagonal, double *spare)
{
    struct lockstep *lockstep = context;

    problem_curvature(&lockstep->spec->problem, &lockstep->point, lockstep->x,
                      diagonal, spare);
}

static bool
make_lane_vectors(struct lockstep *lockstep, struct arena *arena)
{
    size_t rates = lockstep->groups.count * lockstep->lanes;

    lockstep->x = problem_point(&lockstep->spec->problem, lockstep->lanes,
                                lockstep->loss, &lockstep->point, arena);
    lockstep->gradient = lockstep->point.gradient;
    lockstep->rates = arena_alloc(arena, rates, sizeof *lockstep->rates);
    lockstep->lr = arena_alloc(arena, 3 * rates, sizeof(double));
    lockstep->momentum = lockstep->lr + rates;
    lockstep->base = lockstep->momentum + rates;
    lockstep->oracle = (struct oracle){lockstep, lockstep->loss,
                                       lockstep_evaluate, lanes_curvature};
    return lockstep->x && lockstep->rates && lockstep->lr;
}

/* Lane l is run l; lanes without one repeat the first. */
static void
place_runs(struct lockstep *lockstep, const bool *own_rate,
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
                own_rate[g] ? run->lr : lockstep->groups.items[g].lr;
            lockstep->base[g * lanes + l] = rate->base;
        }
    }
}

static bool
make_lane_schedule(struct lockstep *lockstep, const struct lane_run *runs,
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

/* A few runs get idle lanes beside them: the kernels of all lanes are the
 * fastest. */
static size_t
lanes_for(size_t count)
{
    return count > LANES / 4 ? LANES : count;
}

bool
lockstep_make(struct lockstep *lockstep, const struct simulation *simulation,
              const bool *own_rate, struct lane_run *runs, size_t count,
              struct arena *arena, struct error *error)
{
    *lockstep = (struct lockstep){
        .spec = simulation->spec,
        .problem = simulation->problem,
        .dim = simulation->dim,
        .lanes = lanes_for(count),
        .rescales = simulation->rescales,
        .runs = runs,
    };
    if (!param_groups_make(lockstep->spec, lockstep->dim, arena,
                           &lockstep->groups, error))
        return false;
    if (!make_lane_vectors(lockstep, arena))
        return error_memory(error);
    place_runs(lockstep, own_rate, runs, count);
    if (!make_lane_schedule(lockstep, runs, count, arena, error))
        return false;
    return bind_groups(lockstep, arena) || error_memory(error);
}
