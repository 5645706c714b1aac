/* lookahead.c -- slow weights that follow the fast ones of another optimizer,
 * every k updates; Ranger is that over RAdam.
 *
 * As in the paper the slow weights are those of the start at first; they are
 * the average. */
#include <string.h>

#include "optimizer/wrapper.h"

struct lookahead {
    struct wrapper wrapper;
    long k;
    double alpha;
};

#define ROWS(updates)                                                          \
    STEPS(struct lookahead, k, updates, "[1,inf)",                             \
          "updates from one step of the slow weights to the next"),            \
        REAL(struct lookahead, alpha, "0.5", "[0,1]",                          \
             "how far the slow weights go towards the fast ones")

static const struct parameter lookahead_parameters[] = {
    WRAPPER_ROW(NULL),
    ROWS("5"),
    WRAPPER_LR,
    END_OF_TABLE,
};

static const struct parameter ranger_parameters[] = {
    WRAPPER_ROW("{\"type\": \"radam\", \"betas\": [0.95, 0.999], "
                "\"eps\": 1e-5}"),
    ROWS("6"),
    WRAPPER_LR,
    END_OF_TABLE,
};

/* Zhang et al. (2019), algorithm 1. */
static void
lookahead_step(const void *data, const struct update *update)
{
    const struct lookahead *self = data;
    size_t length = update->size * update->lanes;
    double *slow = update->state;

    if (update->t == 0)
        memcpy(slow, update->x, length * sizeof *slow);
    wrapper_step(&self->wrapper, update);
    if ((update->t + 1) % self->k != 0)
        return;
    for (size_t i = 0; i < length; i++) {
        slow[i] += self->alpha * (update->x[i] - slow[i]);
        update->x[i] = slow[i];
    }
}

const struct optimizer optimizer_lookahead = {
    .kind = {.name = "lookahead",
             .summary = "slow weights that follow another optimizer",
             .formula = "every k updates of the optimizer:\n"
                        "avg = avg + alpha * (x - avg),  x = avg",
             .source = "Zhang et al. (2019)",
             .example = "lookahead(adam(lr=0.01), k=5)",
             TABLE_OF(struct lookahead, lookahead_parameters)},
    .vectors = 1,
    .step = lookahead_step,
    .average = first_vector_average,
    .inner = wrapper_inner,
};

const struct optimizer optimizer_ranger = {
    .kind = {.name = "ranger",
             .summary = "lookahead over RAdam",
             .formula = "as lookahead",
             .source = "Wright, Ranger (2019)",
             .example = "ranger(lr=0.01)",
             TABLE_OF(struct lookahead, ranger_parameters)},
    .vectors = 1,
    .step = lookahead_step,
    .average = first_vector_average,
    .inner = wrapper_inner,
};
