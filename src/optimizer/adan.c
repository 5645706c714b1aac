/* adan.c -- Adam with a mean of the gradient's changes.
 *
 * The authors' code, as timm's, adds beta2 of a change to the gradient; optax
 * adds 1 - beta2 of it, and roots with an eps inside. */
#include <math.h>

#include "optimizer/optimizer.h"

struct adan {
    double lr;
    double betas[3];
    double eps, eps_root, weight_decay;
    bool no_prox, maximize;
};

static const struct parameter adan_parameters[] = {
    LR_ROW(struct adan, "0.001"),
    TRIPLE(struct adan, betas, "[0.98, 0.92, 0.99]", "[0,1)",
           "how much of the mean, of the mean change and of the mean square "
           "stays"),
    EPS_ROW(struct adan, "1e-8"),
    SHRINKING_DECAY_ROW(struct adan, "0"),
    BOOLEAN(struct adan, no_prox, "false",
            "shrink before the step, as AdamW does, not after it"),
    MAXIMIZE_ROW(struct adan),
    END_OF_TABLE,
};

static const struct parameter optax_parameters[] = {
    LR_ROW(struct adan, "0.001"),
    TRIPLE(struct adan, betas, "[0.98, 0.92, 0.99]", "[0,1)",
           "how much of the mean, of the mean change and of the mean square "
           "stays"),
    EPS_ROW(struct adan, "1e-8"),
    REAL(struct adan, eps_root, "1e-8", "[0,inf)", "added under the root"),
    REAL(struct adan, weight_decay, "0", "[0,inf)",
         "times lr, the share by which parameters shrink after the step"),
    END_OF_TABLE,
};

/* Xie et al. (2022), algorithm 1. */
KERNEL
adan_kernel(const struct adan *self, const struct update *update,
            const double *restrict gradient, double *restrict x,
            double *restrict state, bool optax, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *mean = state, *change = mean + length, *square = change + length;
    double *before = square + length;
    double beta2 = self->betas[1], beta3 = self->betas[2];
    double weight = optax ? 1 - beta2 : beta2, sign = self->maximize ? -1 : 1;
    double second = bias_correction(beta2, update->t + 1);
    double third = bias_correction(beta3, update->t + 1), root = sqrt(third);
    double beta1[LANES], first[LANES], shrink[LANES];

    lane_betas(update, self->betas[0], beta1, first, lanes);
    for (size_t l = 0; l < lanes; l++) {
        shrink[l] = update->lr[l] * self->weight_decay;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k];
        double apart = update->t == 0 ? 0 : g - before[k];
        double now = self->no_prox ? x[k] * (1 - shrink[l]) : x[k], ahead;

        before[k] = g;
        mean[k] = blend(beta1[l], mean[k], g);
        change[k] = blend(beta2, change[k], apart);
        ahead = g + weight * apart;
        square[k] = beta3 * square[k] + (1 - beta3) * ahead * ahead;
        ahead = optax ? sqrt(square[k] / third + self->eps_root)
                      : sqrt(square[k]) / root;
        now -= update->lr[l] *
               (mean[k] / first[l] + weight * change[k] / second) /
               (ahead + self->eps);
        x[k] = self->no_prox ? now : now / (1 + shrink[l]);
    }
}

STEP_VARIANT(adan_step, adan_kernel, false)
STEP_VARIANT(optax_step, adan_kernel, true)

/* After the step, unless no_prox is set. */
static double
adan_left(const void *data, double share, long t)
{
    const struct adan *self = data;

    (void)t;
    return self->no_prox ? 1 - share : 1 / (1 + share);
}

const struct optimizer optimizer_adan = {
    .kind = {.name = "adan",
             .aliases = "timm.adan",
             .summary = "Adam with a mean of the gradient's changes",
             .formula = "d = g - g of the update before        (first: 0)\n"
                        "m = beta1 * m + (1 - beta1) * g\n"
                        "c = beta2 * c + (1 - beta2) * d\n"
                        "v = beta3 * v + (1 - beta3) * (g + beta2 * d)^2\n"
                        "x = (x - lr * (m / (1 - beta1^t) + beta2 * c / (1 -"
                        " beta2^t))\n"
                        "            / (sqrt(v) / sqrt(1 - beta3^t) + eps))\n"
                        "    / (1 + lr * weight_decay)",
             .source = "Xie et al. (2022), their code",
             .example = "adan(lr=0.01)",
             TABLE_OF(struct adan, adan_parameters)},
    .vectors = 4,
    .step = adan_step,
    .shrinks_with = "weight_decay",
    .left = adan_left,
};

const struct optimizer optimizer_optax_adan = {
    .kind = {.name = "optax.adan",
             .aliases = "",
             .summary = "Adan that weighs changes by 1 - beta2",
             .formula = "as adan, with (1 - beta2) * d and (1 - beta2) * c,\n"
                        "over sqrt(v / (1 - beta3^t) + eps_root) + eps",
             .symbol = "optax.adan",
             .source = "Xie et al. (2022)",
             .example = "optax.adan(lr=0.01)",
             TABLE_OF(struct adan, optax_parameters)},
    .vectors = 4,
    .step = optax_step,
    .shrinks_with = "weight_decay",
    .left = adan_left,
};
