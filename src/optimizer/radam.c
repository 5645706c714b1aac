/* radam.c -- Adam that waits with its division until the mean square is worth
 * it: until then it is momentum alone.
 *
 * As in PyTorch, eps is added to the root before its correction. */
#include <math.h>

#include "optimizer/optimizer.h"

struct radam {
    double lr;
    double betas[2];
    double eps, weight_decay;
    bool decoupled_weight_decay, maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct radam, "0.001"),
    BETAS_ROW(struct radam, "[0.9, 0.999]"),
    EPS_ROW(struct radam, "1e-8"),
    WEIGHT_DECAY_ROW(struct radam, "0"),
    DECOUPLED_ROW(struct radam),
    MAXIMIZE_ROW(struct radam),
    END_OF_TABLE,
};

/* The rectification of update t, counted from 1; 0: there is none yet. */
static double
rectification(double beta2, long t)
{
    double most = 2 / (1 - beta2) - 1, correction = bias_correction(beta2, t);
    double length = most - 2 * (double)t * (1 - correction) / correction;

    if (!(length > 5))
        return 0;
    return sqrt((length - 4) * (length - 2) * most /
                ((most - 4) * (most - 2) * length));
}

/* Liu et al. (2020), algorithm 2. */
KERNEL
radam_kernel(const struct radam *self, const struct update *update,
             const double *restrict gradient, double *restrict x,
             double *restrict state, bool rectified, size_t lanes, bool few)
{
    double *mean = state, *square = state + update->size * lanes;
    bool decoupled = self->decoupled_weight_decay;
    double beta2 = self->betas[1], sign = self->maximize ? -1 : 1;
    double root = sqrt(bias_correction(beta2, update->t + 1));
    double rectified_by = rectification(beta2, update->t + 1);
    double decay = decoupled ? 0 : self->weight_decay;
    double beta1[LANES], correction[LANES], shrink[LANES];

    lane_betas(update, self->betas[0], beta1, correction, lanes);
    for (size_t l = 0; l < lanes; l++) {
        shrink[l] = decoupled ? 1 - update->lr[l] * self->weight_decay : 1;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double now = x[k] * shrink[l];
        double g = sign * gradient[k] + decay * now, step;

        mean[k] = blend(beta1[l], mean[k], g);
        square[k] = beta2 * square[k] + (1 - beta2) * g * g;
        step = mean[k] / correction[l] * update->lr[l];
        if (rectified)
            step = step * (root / (sqrt(square[k]) + self->eps)) * rectified_by;
        x[k] = now - step;
    }
}

STEP_VARIANT(plain, radam_kernel, false)
STEP_VARIANT(rectified, radam_kernel, true)

static void
radam_step(const void *data, const struct update *update)
{
    const struct radam *self = data;

    (rectification(self->betas[1], update->t + 1) > 0 ? rectified
                                                      : plain)(self, update);
}

const struct optimizer optimizer_radam = {
    .kind = {.name = "radam",
             .summary = "Adam, momentum alone until the mean square is known",
             .formula =
                 "g, m, v as in adam\n"
                 "n = 2 / (1 - beta2) - 1\n"
                 "r = n - 2 * t * beta2^t / (1 - beta2^t)\n"
                 "x = x - lr * m / (1 - beta1^t)            until r > 5; then\n"
                 "x = x - lr * m / (1 - beta1^t)\n"
                 "        * sqrt(1 - beta2^t) / (sqrt(v) + eps)\n"
                 "        * sqrt((r - 4) * (r - 2) * n"
                 " / ((n - 4) * (n - 2) * r))",
             .symbol = "torch.optim.RAdam",
             .source = "Liu et al. (2020)",
             .example = "radam(lr=0.01)",
             TABLE_OF(struct radam, parameters)},
    .adam_like_state = true,
    .vectors = 2,
    .step = radam_step,
    .shrinks_with = "decoupled_weight_decay",
};
