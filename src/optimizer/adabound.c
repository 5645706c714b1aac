/* adabound.c -- Adam between two bounds that close in on one rate. */
#include <math.h>

#include "optimizer/optimizer.h"

struct adabound {
    double lr;
    double betas[2];
    double final_lr, gamma, eps, weight_decay;
    bool amsbound, maximize;
};

#define ROWS                                                                   \
    LR_ROW(struct adabound, "0.001"),                                          \
        BETAS_ROW(struct adabound, "[0.9, 0.999]"),                            \
        REAL(struct adabound, final_lr, "0.1", "[0,inf)",                      \
             "the rate that both bounds come to"),                             \
        REAL(struct adabound, gamma, "0.001", "(0,1)", "how fast they do"),    \
        EPS_ROW(struct adabound, "1e-8"),                                      \
        WEIGHT_DECAY_ROW(struct adabound, "0"), MAXIMIZE_ROW(struct adabound)

static const struct parameter adabound_parameters[] = {
    ROWS,
    BOOLEAN(struct adabound, amsbound, "false",
            "divide by the largest mean square so far"),
    END_OF_TABLE,
};

static const struct parameter amsbound_parameters[] = {ROWS, END_OF_TABLE};

/* What makes it another optimizer is no parameter of its own. */
static bool
amsbound_check(const struct node *node, struct error *error)
{
    (void)error;
    ((struct adabound *)node->self)->amsbound = true;
    return true;
}

/* Luo et al. (2019), algorithms 2 and 3; the final rate follows a schedule as
 * the rate does. */
KERNEL
adabound_kernel(const struct adabound *self, const struct update *update,
                const double *restrict gradient, double *restrict x,
                double *restrict state, bool largest, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *mean = state, *square = mean + length, *most = square + length;
    double beta2 = self->betas[1], sign = self->maximize ? -1 : 1;
    double root = sqrt(bias_correction(beta2, update->t + 1));
    double grown = self->gamma * (double)(update->t + 1);
    double beta1[LANES], step[LANES], low[LANES], high[LANES];

    lane_betas(update, self->betas[0], beta1, step, lanes);
    for (size_t l = 0; l < lanes; l++) {
        double base = update->base[l];
        double share = base > 0 ? update->lr[l] / base : update->lr[l] > 0;
        double final = self->final_lr * share;

        step[l] = update->lr[l] * root / step[l];
        low[l] = final * (1 - 1 / (grown + 1));
        high[l] = final * (1 + 1 / grown);
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k] + self->weight_decay * x[k], kept;

        mean[k] = blend(beta1[l], mean[k], g);
        square[k] = beta2 * square[k] + (1 - beta2) * g * g;
        kept = square[k];
        if (largest)
            most[k] = kept = kept <= most[k] ? most[k] : kept;
        kept = step[l] / (sqrt(kept) + self->eps);
        x[k] -= clamp(kept, low[l], high[l]) * mean[k];
    }
}

STEP_VARIANT(plain, adabound_kernel, false)
STEP_VARIANT(largest, adabound_kernel, true)

static void
adabound_step(const void *data, const struct update *update)
{
    const struct adabound *self = data;

    (self->amsbound ? largest : plain)(self, update);
}

const struct optimizer optimizer_adabound = {
    .kind = {.name = "adabound",
             .summary = "Adam between bounds that close in on one rate",
             .formula = "m, v as in adam; f = final_lr * lr / (the first lr)\n"
                        "r = lr * sqrt(1 - beta2^t) / (1 - beta1^t)"
                        " / (sqrt(v) + eps)\n"
                        "x = x - min(max(r, f * (1 - 1 / (gamma * t + 1))),\n"
                        "            f * (1 + 1 / (gamma * t))) * m",
             .source = "Luo et al. (2019); compared with adabound 0.0.5",
             .example = "adabound(lr=0.01)",
             TABLE_OF(struct adabound, adabound_parameters)},
    .vectors = 2,
    .vectors_with = {"amsbound"},
    .step = adabound_step,
};

const struct optimizer optimizer_amsbound = {
    .kind = {.name = "amsbound",
             .summary = "AdaBound over the largest mean square so far",
             .formula = "as adabound, with the largest v so far",
             .source = "Luo et al. (2019); compared with adabound 0.0.5",
             .example = "amsbound(lr=0.01)",
             TABLE_OF(struct adabound, amsbound_parameters),
             .check = amsbound_check},
    .vectors = 3,
    .step = adabound_step,
};
