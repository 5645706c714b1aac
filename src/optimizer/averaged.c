/* averaged.c -- the average of the points that another optimizer comes to,
 * which does not disturb it: stochastic weight averaging. */
#include "optimizer/wrapper.h"

struct averaged {
    struct wrapper wrapper;
    long start, every;
};

static const struct parameter parameters[] = {
    WRAPPER_ROW(NULL),
    STEPS(struct averaged, start, "1", "[1,inf)",
          "the row that is the first in the average"),
    STEPS(struct averaged, every, "1", "[1,inf)",
          "rows from one that counts to the next"),
    WRAPPER_LR,
    END_OF_TABLE,
};

/* Izmailov et al. (2018), as torch.optim.swa_utils.AveragedModel. */
static void
averaged_step(const void *data, const struct update *update)
{
    const struct averaged *self = data;
    long row = update->t + 1 - self->start;
    double count = (double)(row / self->every) + 1, *average = update->state;

    wrapper_step(&self->wrapper, update);
    if (row < 0 || row % self->every != 0)
        return;
    for (size_t k = 0; k < update->size * update->lanes; k++)
        average[k] += (update->x[k] - average[k]) / count;
}

static void
averaged_average(const void *data, const struct update *update, double *average)
{
    const struct averaged *self = data;

    if (update->t >= self->start)
        first_vector_average(self, update, average);
}

const struct optimizer optimizer_averaged = {
    .kind = {.name = "averaged",
             .aliases = "AveragedModel",
             .summary = "the average of another optimizer's path",
             .formula = "avg = avg + (x - avg) / n      (the n-th that counts)",
             .symbol = "torch.optim.swa_utils.AveragedModel",
             .source = "Izmailov et al. (2018)",
             .example = "averaged(sgd(lr=0.001), start=10)",
             TABLE_OF(struct averaged, parameters)},
    .vectors = 1,
    .step = averaged_step,
    .average = averaged_average,
    .inner = wrapper_inner,
};
