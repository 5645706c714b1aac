/* derived.c -- the running mean, the average and the norm of an update. */
#include "simulate/derived.h"

#include <math.h>
#include <string.h>

#include "simulate/simulation.h"

static bool
any_averages(const struct param_groups *groups)
{
    for (size_t g = 0; g < groups->count; g++)
        if (optimizer_averages(&groups->items[g].optimizer->kind,
                               groups->items[g].self))
            return true;
    return false;
}

bool
derived_make(struct simulation *simulation, struct arena *arena)
{
    const struct spec *spec = simulation->spec;
    const struct gradient_options *options = spec->gradient.self;
    struct derived *derived = &simulation->derived;
    size_t dim = simulation->dim;

    derived->ops = (struct gradient_ops){
        .options = options,
        .groups = &simulation->groups,
        .seed = (uint64_t)spec->seed,
        .dim = dim,
        .x = simulation->x,
        .values = simulation->gradient,
    };
    derived->changes_gradient =
        options->noise_std > 0 || !isnan(options->agc) ||
        !isnan(options->clip_value) || !isnan(options->clip_norm);
    derived->active = derived->changes_gradient || spec->ema.kind;
    derived->averages = any_averages(&simulation->groups);
    if (derived->averages)
        derived->average = arena_alloc(arena, dim, sizeof(double));
    derived->spare = arena_alloc(arena, dim, sizeof(double));
    derived->effective_lr =
        arena_alloc(arena, simulation->groups.count, sizeof(double));
    return derived->spare && derived->effective_lr &&
           (!derived->averages || derived->average) &&
           (!spec->ema.kind ||
            ema_make(&derived->ema, spec->ema.self, dim, simulation->x, arena));
}

void
derived_change_gradient(struct simulation *simulation)
{
    struct derived *derived = &simulation->derived;

    if (derived->changes_gradient)
        gradient_ops_apply(&derived->ops, (long)simulation->step);
}

/* The loss at the running mean, or at the average. */
static double
loss_at(struct simulation *simulation, const double *x)
{
    struct point point = simulation->point;
    double loss;

    point.x = x;
    point.value = &loss;
    point.gradient = simulation->derived.spare;
    simulation->problem->evaluate(simulation->spec->problem.self, &point);
    return loss;
}

/* What updates multiply their directions by. */
static void
set_effective_rates(struct simulation *simulation)
{
    for (size_t g = 0; g < simulation->groups.count; g++) {
        const struct param_group *group = &simulation->groups.items[g];
        double (*estimate)(const void *self, const struct update *update) =
            group->optimizer->estimate;

        simulation->derived.effective_lr[g] =
            simulation->rates[g].lr *
            (estimate ? estimate(group->self, &group->update) : 1);
    }
}

void
derived_row(struct simulation *simulation, long t)
{
    struct derived *derived = &simulation->derived;

    if (derived->wants_batch_loss && !simulation->problem->batch)
        derived->batch_loss = simulation->loss;
    if (derived->wants_ema_loss)
        derived->ema_loss = loss_at(simulation, derived->ema.values);
    if (derived->expected)
        expected_row(simulation);
    for (size_t g = 0; derived->wants_average && g < simulation->groups.count;
         g++)
        param_group_average(&simulation->groups.items[g], t, simulation->x,
                            derived->average);
    if (derived->wants_avg_loss)
        derived->avg_loss = loss_at(simulation, derived->average);
    if (derived->wants_effective_lr)
        set_effective_rates(simulation);
}

void
derived_before_update(struct simulation *simulation)
{
    if (simulation->derived.wants_update_norm)
        memcpy(simulation->derived.spare, simulation->x,
               simulation->dim * sizeof *simulation->x);
    derived_change_gradient(simulation);
}

void
derived_after_update(struct simulation *simulation, long t)
{
    struct derived *derived = &simulation->derived;

    if (derived->ema.options)
        ema_follow(&derived->ema, t + 1, simulation->x);
    if (derived->expected)
        expected_update(simulation);
    if (!derived->wants_update_norm)
        return;
    for (size_t i = 0; i < simulation->dim; i++)
        derived->spare[i] = simulation->x[i] - derived->spare[i];
    derived->update_norm = norm2(derived->spare, simulation->dim);
}
