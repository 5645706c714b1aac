/* sophia.c -- the mean gradient over the curvature, cut where there is little.
 *
 * The paper estimates the diagonal of the Hessian matrix; here it is the
 * problem's own. */
#include <math.h>

#include "optimizer/optimizer.h"

struct sophia {
    double lr;
    double betas[2];
    double gamma;
    long update_period;
    double eps, weight_decay;
};

static const struct parameter parameters[] = {
    REAL(struct sophia, lr, "0.001", "[0,inf)", "the largest step"),
    PAIR(struct sophia, betas, "[0.96, 0.99]", "[0,1)",
         "how much of the mean and of the mean curvature stays"),
    REAL(struct sophia, gamma, "0.01", "(0,inf)",
         "a factor on the curvature; the less, the more is cut"),
    STEPS(struct sophia, update_period, "10", "[1,inf)",
          "updates from one look at the curvature to the next"),
    REAL(struct sophia, eps, "1e-12", "[0,inf)", "the least curvature"),
    SHRINKING_DECAY_ROW(struct sophia, "0"),
    END_OF_TABLE,
};

/* The curvature, and what its evaluation needs. */
static size_t
sophia_scratch(const void *self, size_t size, const struct shape *shape)
{
    (void)self;
    (void)shape;
    return 2 * size;
}

/* Liu et al. (2024), algorithm 3. */
KERNEL
sophia_kernel(const struct sophia *self, const struct update *update,
              const double *restrict gradient, double *restrict x,
              double *restrict state, bool looks, size_t lanes, bool few)
{
    double *mean = state, *curvature = state + update->size * lanes;
    double beta2 = self->betas[1];

    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double beta1 = lane_momentum(update, self->betas[0], l), step;

        mean[k] = blend(beta1, mean[k], gradient[k]);
        if (looks)
            curvature[k] = blend(beta2, curvature[k], update->scratch[k]);
        step = mean[k] / fmax(self->gamma * curvature[k], self->eps);
        x[k] *= 1 - update->lr[l] * self->weight_decay;
        x[k] -= update->lr[l] * clamp(step, -1, 1);
    }
}

STEP_VARIANT(plain, sophia_kernel, false)
STEP_VARIANT(looking, sophia_kernel, true)

static void
sophia_step(const void *data, const struct update *update)
{
    const struct sophia *self = data;

    if (update->t % self->update_period != 0) {
        plain(self, update);
        return;
    }
    update->oracle->curvature(update->oracle->context, update->scratch,
                              update->scratch + update->size * update->lanes);
    looking(self, update);
}

const struct optimizer optimizer_sophia = {
    .kind =
        {.name = "sophia",
         .aliases = "SophiaH",
         .summary = "the mean gradient over the curvature, cut at 1",
         .formula =
             "m = beta1 * m + (1 - beta1) * gradient\n"
             "h = beta2 * h + (1 - beta2) * diagonal of the Hessian matrix\n"
             "    (every update_period updates, from the first on)\n"
             "x = x * (1 - lr * weight_decay)\n"
             "x = x - lr * clip(m / max(gamma * h, eps), -1, 1)",
         .source = "Liu et al. (2024)",
         .example = "sophia(lr=0.01)",
         TABLE_OF(struct sophia, parameters)},
    .vectors = 2,
    .scratch = sophia_scratch,
    .step = sophia_step,
    .shrinks_with = "weight_decay",
    .one_group_reason = "the curvature is that of all parameters",
};
