/* simulation_make.c -- prepares a simulation. */
#include "simulate/simulation.h"

/* The schedule of one run. */
static struct schedule_root *
make_run_schedule(const struct spec *spec, struct rate *rates, size_t count,
                  struct arena *arena, struct error *error)
{
    double *lr = arena_alloc(arena, 1, sizeof *lr);

    if (!lr) {
        error_memory(error);
        return NULL;
    }
    *lr = optimizer_rate(spec->optimizer.kind, spec->optimizer.self);
    return simulation_schedule(spec, rates, count, 1, lr, arena, error);
}

static bool
make_rates(struct simulation *simulation, struct arena *arena,
           struct error *error)
{
    const struct spec *spec = simulation->spec;
    size_t count = simulation->groups.count;
    struct rate *rates = arena_alloc(arena, count, sizeof *rates);

    simulation->rates = rates;
    for (size_t i = 0; rates && i < count; i++) {
        struct param_group *group = &simulation->groups.items[i];

        rates[i].base = rates[i].lr = group->scheduled = group->lr;
        simulation->rescales = simulation->rescales || group->optimizer->factor;
    }
    if (!rates)
        return error_memory(error);
    if (!spec->schedule.kind)
        return true;
    simulation->schedule = make_run_schedule(spec, rates, count, arena, error);
    if (!simulation->schedule)
        return false;
    if (simulation->schedule->drives &&
        !param_groups_drive(&simulation->groups, simulation->schedule->drives,
                            arena, error))
        return false;
    return simulation_has_metric(simulation, simulation->schedule,
                                 &spec->schedule, error);
}

/* Evaluates the problem at the present x for the optimizer. */
static void
evaluate_point(void *context)
{
    struct simulation *simulation = context;

    if (simulation->problem->batch)
        minibatch_evaluate(simulation, (long)simulation->step,
                           &simulation->loss);
    else
        simulation->problem->evaluate(simulation->spec->problem.self,
                                      &simulation->point);
    if (simulation->derived.active)
        derived_change_gradient(simulation);
}

/* The diagonal of the Hessian matrix at the present x. */
static void
evaluate_curvature(void *context, double *diagonal, double *spare)
{
    struct simulation *simulation = context;

    problem_curvature(&simulation->spec->problem, &simulation->point,
                      simulation->x, diagonal, spare);
}

static bool
make_run_vectors(struct simulation *simulation, struct arena *arena,
                 struct error *error)
{
    const struct node *problem = &simulation->spec->problem;
    bool drives = drivers_have_momentum(simulation);

    simulation->x =
        problem_point(problem, 1, &simulation->loss, &simulation->point, arena);
    simulation->gradient = simulation->point.gradient;
    if (!simulation->x)
        return error_memory(error);
    for (size_t i = 0; i < simulation->dim; i++)
        simulation->x[i] = problem_start(problem, i);
    simulation->oracle = (struct oracle){simulation, &simulation->loss,
                                         evaluate_point, evaluate_curvature};
    for (size_t g = 0; g < simulation->groups.count; g++) {
        struct param_group *group = &simulation->groups.items[g];
        struct rate *rate = &simulation->rates[g];

        if (!param_group_bind(group, 1, simulation->x, simulation->gradient,
                              &rate->lr, drives ? &rate->momentum : NULL,
                              arena))
            return error_memory(error);
        group->update.oracle = &simulation->oracle;
    }
    return (minibatch_make(simulation, arena) &&
            derived_make(simulation, arena)) ||
           error_memory(error);
}

static bool
check_start(const struct spec *spec, struct error *error)
{
    const struct place place = {.parent = spec->schedule.place,
                                .name = "start_step"};

    return spec->start_step <= spec->steps ||
           error_at(error, &place, "must be at most steps, %ld, not %ld",
                    spec->steps, spec->start_step);
}

/* Without `resolve` the indices of groups are not checked. */
static bool
make_parts(struct simulation *simulation, const struct spec *spec, bool run,
           bool resolve, struct arena *arena, struct error *error)
{
    size_t dim = resolve ? problem_dim(&spec->problem) : 0;

    *simulation = (struct simulation){.spec = spec,
                                      .run = run,
                                      .problem = problem_of(&spec->problem),
                                      .dim = dim};
    return check_start(spec, error) &&
           param_groups_make(spec, dim, arena, &simulation->groups, error) &&
           make_rates(simulation, arena, error) &&
           drivers_make(simulation, arena, error);
}

bool
simulation_check(struct simulation *simulation, const struct spec *spec,
                 struct arena *arena, struct error *error)
{
    return make_parts(simulation, spec, true, spec->problem_given, arena,
                      error);
}

bool
simulation_make(struct simulation *simulation, const struct spec *spec,
                bool run, struct arena *arena, struct error *error)
{
    return make_parts(simulation, spec, run, run || spec->problem_given, arena,
                      error) &&
           (!run || make_run_vectors(simulation, arena, error));
}

bool
simulation_random(const struct simulation *simulation)
{
    const struct problem *problem = simulation->problem;
    const struct gradient_options *options = simulation->spec->gradient.self;

    return options->noise_std > 0 ||
           (problem->batch &&
            problem->epoch(simulation->spec->problem.self) != 1);
}

size_t
simulation_state_bytes(const struct simulation *simulation)
{
    size_t bytes = 0;

    for (size_t g = 0; g < simulation->groups.count; g++)
        bytes +=
            param_group_state(&simulation->groups.items[g]) * sizeof(double);
    return bytes;
}
