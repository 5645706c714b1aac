/* yogi.c -- Yogi and AdaBelief: Adam with another mean square.
 *
 * Yogi's moves towards the square by at most the square; AdaBelief's is that
 * of the gradient's distance from its mean. */
#include <math.h>

#include "optimizer/optimizer.h"

struct yogi {
    double lr;
    double betas[2];
    double eps, initial_accumulator, weight_decay;
    bool decoupled_weight_decay, maximize;
};

static const struct parameter yogi_parameters[] = {
    LR_ROW(struct yogi, "0.01"),
    BETAS_ROW(struct yogi, "[0.9, 0.999]"),
    EPS_ROW(struct yogi, "0.001"),
    REAL(struct yogi, initial_accumulator, "1e-6", "[0,inf)",
         "where mean and mean square begin"),
    WEIGHT_DECAY_ROW(struct yogi, "0"),
    MAXIMIZE_ROW(struct yogi),
    END_OF_TABLE,
};

static const struct parameter adabelief_parameters[] = {
    LR_ROW(struct yogi, "0.001"),
    BETAS_ROW(struct yogi, "[0.9, 0.999]"),
    EPS_ROW(struct yogi, "1e-8"),
    WEIGHT_DECAY_ROW(struct yogi, "0"),
    DECOUPLED_ROW(struct yogi),
    MAXIMIZE_ROW(struct yogi),
    END_OF_TABLE,
};

/* Zaheer et al., Yogi (2018), algorithm 2 with Adam's corrections; Zhuang et
 * al., AdaBelief (2020), algorithm 2, whose eps is also added to the mean
 * square itself. */
KERNEL
yogi_kernel(const struct yogi *self, const struct update *update,
            const double *restrict gradient, double *restrict x,
            double *restrict state, bool belief, size_t lanes, bool few)
{
    double *mean = state, *square = state + update->size * lanes;
    bool decoupled = self->decoupled_weight_decay;
    double beta2 = self->betas[1], sign = self->maximize ? -1 : 1;
    double root = sqrt(bias_correction(beta2, update->t + 1));
    double decay = decoupled ? 0 : self->weight_decay;
    double first = update->t == 0 ? self->initial_accumulator : 0;
    double beta1[LANES], step[LANES], shrink[LANES];

    lane_betas(update, self->betas[0], beta1, step, lanes);
    for (size_t l = 0; l < lanes; l++) {
        step[l] = update->lr[l] / step[l];
        shrink[l] = decoupled ? 1 - update->lr[l] * self->weight_decay : 1;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double now = x[k] * shrink[l];
        double g = sign * gradient[k] + decay * now;

        mean[k] = blend(beta1[l], mean[k] + first, g);
        if (belief) {
            double apart = g - mean[k];

            square[k] =
                beta2 * square[k] + (1 - beta2) * apart * apart + self->eps;
        } else {
            double kept = square[k] + first, new = g *g;

            square[k] = kept - (1 - beta2) * sign_of(kept - new) * new;
        }
        x[k] = now - step[l] * mean[k] / (sqrt(square[k]) / root + self->eps);
    }
}

STEP_VARIANT(yogi_step, yogi_kernel, false)
STEP_VARIANT(adabelief_step, yogi_kernel, true)

const struct optimizer optimizer_yogi = {
    .kind = {.name = "yogi",
             .summary = "Adam whose mean square grows and shrinks slowly",
             .formula = "m as in adam, from initial_accumulator; v likewise:\n"
                        "v = v - (1 - beta2) * sign(v - g^2) * g^2\n"
                        "x = x - lr / (1 - beta1^t) * m\n"
                        "        / (sqrt(v) / sqrt(1 - beta2^t) + eps)",
             .source =
                 "Zaheer et al. (2018); compared with pytorch_optimizer 4.1.0",
             .example = "yogi(lr=0.01)",
             TABLE_OF(struct yogi, yogi_parameters)},
    .vectors = 2,
    .step = yogi_step,
};

const struct optimizer optimizer_adabelief = {
    .kind = {.name = "adabelief",
             .summary = "Adam by the gradient's distance from its mean",
             .formula = "m as in adam\n"
                        "v = beta2 * v + (1 - beta2) * (g - m)^2 + eps\n"
                        "x = x - lr / (1 - beta1^t) * m\n"
                        "        / (sqrt(v) / sqrt(1 - beta2^t) + eps)",
             .source = "Zhuang et al. (2020)",
             .example = "adabelief(lr=0.01)",
             TABLE_OF(struct yogi, adabelief_parameters)},
    .vectors = 2,
    .step = adabelief_step,
    .shrinks_with = "decoupled_weight_decay",
};
