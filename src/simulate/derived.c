/* derived.c -- the running mean, the average and the length of an update. */
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
beside_make(struct simulation *simulation, struct arena *arena)
{
    const struct spec *spec = simulation->spec;
    const struct gradient_options *options = spec->gradient.self;
    struct beside *beside = &simulation->beside;
    size_t dim = simulation->dim;

    beside->gradient = (struct gradient){
        .options = options,
        .groups = &simulation->groups,
        .seed = (uint64_t)spec->seed,
        .dim = dim,
        .x = simulation->x,
        .values = simulation->gradient,
    };
    beside->treats = options->noise_std > 0 || !isnan(options->agc) ||
                     !isnan(options->clip_value) || !isnan(options->clip_norm);
    beside->busy = beside->treats || spec->ema.kind;
    beside->averages = any_averages(&simulation->groups);
    if (beside->averages)
        beside->average = arena_alloc(arena, dim, sizeof(double));
    beside->spare = arena_alloc(arena, dim, sizeof(double));
    return beside->spare && (!beside->averages || beside->average) &&
           (!spec->ema.kind ||
            ema_make(&beside->ema, spec->ema.self, dim, simulation->x, arena));
}

void
beside_treat(struct simulation *simulation)
{
    struct beside *beside = &simulation->beside;

    if (beside->treats)
        gradient_treat(&beside->gradient, (long)simulation->step,
                       beside->draws);
    beside->draws++;
}

/* The loss at the running mean. */
static double
mean_loss(struct simulation *simulation)
{
    struct point point = simulation->point;
    double loss;

    point.x = simulation->beside.ema.values;
    point.value = &loss;
    point.gradient = simulation->beside.spare;
    simulation->problem->evaluate(simulation->spec->problem.self, &point);
    return loss;
}

void
beside_look(struct simulation *simulation, long t)
{
    struct beside *beside = &simulation->beside;

    beside->draws = 0;
    if (beside->wants_batch_loss && !simulation->problem->batch)
        beside->batch_loss = simulation->loss;
    if (beside->wants_ema_loss)
        beside->ema_loss = mean_loss(simulation);
    for (size_t g = 0; beside->wants_average && g < simulation->groups.count;
         g++)
        param_group_average(&simulation->groups.items[g], t, simulation->x,
                            beside->average);
}

void
beside_before(struct simulation *simulation)
{
    if (simulation->beside.wants_update_norm)
        memcpy(simulation->beside.spare, simulation->x,
               simulation->dim * sizeof *simulation->x);
    beside_treat(simulation);
}

void
beside_after(struct simulation *simulation, long t)
{
    struct beside *beside = &simulation->beside;

    if (beside->ema.options)
        ema_follow(&beside->ema, t + 1, simulation->x);
    if (!beside->wants_update_norm)
        return;
    for (size_t i = 0; i < simulation->dim; i++)
        beside->spare[i] = simulation->x[i] - beside->spare[i];
    beside->update_norm = norm2(beside->spare, simulation->dim);
}
