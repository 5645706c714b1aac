/* adopt.c -- Adam that divides by the mean square from before the gradient.
 *
 * The first update only looks.  The authors' code clips at the fourth root of
 * the updates made, timm at their third. */
#include <math.h>

#include "optimizer/optimizer.h"

struct adopt {
    double lr;
    double betas[2];
    double eps, weight_decay;
    bool decoupled_weight_decay, maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct adopt, "0.001"),
    BETAS_ROW(struct adopt, "[0.9, 0.9999]"),
    REAL(struct adopt, eps, "1e-6", "[0,inf)", "the least root to divide by"),
    WEIGHT_DECAY_ROW(struct adopt, "0"),
    DECOUPLED_ROW(struct adopt),
    MAXIMIZE_ROW(struct adopt),
    END_OF_TABLE,
};

/* Taniguchi et al. (2024), algorithm 2. */
KERNEL
adopt_kernel(const struct adopt *self, const struct update *update,
             const double *restrict gradient, double *restrict x,
             double *restrict state, double power, size_t lanes, bool few)
{
    double *mean = state, *square = state + update->size * lanes;
    bool decoupled = self->decoupled_weight_decay, first = update->t == 0;
    double beta2 = self->betas[1], sign = self->maximize ? -1 : 1;
    double decay = decoupled ? 0 : self->weight_decay;
    double most = pow((double)update->t, power);
    double beta1[LANES], shrink[LANES];

    for (size_t l = 0; l < lanes; l++) {
        beta1[l] = lane_momentum(update, self->betas[0], l);
        shrink[l] = decoupled ? 1 - update->lr[l] * self->weight_decay : 1;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k] + decay * x[k], scaled;

        if (first) {
            square[k] = g * g;
            continue;
        }
        scaled = g / fmax(sqrt(square[k]), self->eps);
        mean[k] = blend(beta1[l], mean[k], clamp(scaled, -most, most));
        x[k] = x[k] * shrink[l] - update->lr[l] * mean[k];
        square[k] = beta2 * square[k] + (1 - beta2) * g * g;
    }
}

STEP_VARIANT(adopt_step, adopt_kernel, 0.25)
STEP_VARIANT(timm_step, adopt_kernel, 0.333)

/* The first update only looks at the gradient. */
static double
adopt_left(const void *self, double share, long t)
{
    (void)self;
    return t == 0 ? 1 : 1 - share;
}

const struct optimizer optimizer_adopt = {
    .kind = {.name = "adopt",
             .summary = "Adam by the mean square from before the gradient",
             .formula = "v = g^2 at first; then\n"
                        "u = g / max(sqrt(v), eps), at most (t - 1)^0.25\n"
                        "m = beta1 * m + (1 - beta1) * u\n"
                        "x = x - lr * m\n"
                        "v = beta2 * v + (1 - beta2) * g^2",
             .source = "Taniguchi et al. (2024)",
             .example = "adopt(lr=0.01)",
             TABLE_OF(struct adopt, parameters)},
    .vectors = 2,
    .step = adopt_step,
    .shrinks_with = "decoupled_weight_decay",
    .left = adopt_left,
};

const struct optimizer optimizer_timm_adopt = {
    .kind = {.name = "timm.adopt",
             .aliases = "",
             .summary = "ADOPT, clipped at the third root of the updates",
             .formula = "as adopt, with u at most (t - 1)^0.333",
             .symbol = "timm.optim.Adopt",
             .source = "Taniguchi et al. (2024)",
             .example = "timm.adopt(lr=0.01)",
             TABLE_OF(struct adopt, parameters)},
    .vectors = 2,
    .step = timm_step,
    .shrinks_with = "decoupled_weight_decay",
    .left = adopt_left,
};
