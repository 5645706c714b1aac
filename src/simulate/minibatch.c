/* minibatch.c -- the loss over all data now and then, a gradient from a batch
 * for each update. */
#include "simulate/minibatch.h"

#include <math.h>
#include <string.h>

#include "simulate/simulation.h"

static long
count_batches(const struct simulation *simulation)
{
    const struct gradient_options *options = simulation->spec->gradient.self;

    return options->accumulate;
}

bool
minibatch_make(struct simulation *simulation, struct arena *arena)
{
    if (!simulation->problem->batch || count_batches(simulation) == 1)
        return true;
    simulation->minibatch.sum =
        arena_alloc(arena, simulation->dim, sizeof(double));
    return simulation->minibatch.sum != NULL;
}

static void
evaluate_batch(const struct simulation *simulation, long number, double *value)
{
    struct point point = simulation->point;

    point.value = value;
    simulation->problem->batch(simulation->spec->problem.self,
                               (uint64_t)simulation->spec->seed, number,
                               &point);
}

void
minibatch_evaluate(struct simulation *simulation, long t, double *value)
{
    long count = count_batches(simulation);
    double *gradient = simulation->gradient, *sum = simulation->minibatch.sum;
    double share = 1 / (double)count, total = 0;
    size_t dim = simulation->dim;

    if (count == 1) {
        evaluate_batch(simulation, t, value);
        return;
    }
    memset(sum, 0, dim * sizeof *sum);
    for (long k = 0; k < count; k++) {
        evaluate_batch(simulation, t * count + k, value);
        total += share * *value;
        for (size_t i = 0; i < dim; i++)
            sum[i] += share * gradient[i];
    }
    memcpy(gradient, sum, dim * sizeof *sum);
    *value = total;
}

void
minibatch_row(struct simulation *simulation, long t)
{
    const struct minibatch *minibatch = &simulation->minibatch;

    if (t == 0 || t == minibatch->last || minibatch->every < 2 ||
        t % minibatch->every == 0) {
        simulation->problem->evaluate(simulation->spec->problem.self,
                                      &simulation->point);
        if (simulation->wants_grad_norm)
            simulation->grad_norm =
                norm2(simulation->gradient, simulation->dim);
    }
    minibatch_evaluate(simulation, t, &simulation->derived.batch_loss);
    simulation->diverged = !isfinite(simulation->loss) ||
                           !isfinite(simulation->derived.batch_loss);
}
