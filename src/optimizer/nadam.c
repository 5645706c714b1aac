/* nadam.c -- Adam with Nesterov's look ahead, and a momentum that warms up.
 *
 * As in PyTorch 2: 1.13 has each factor twice in the product of momenta. */
#include <math.h>

#include "optimizer/optimizer.h"

struct nadam {
    double lr;
    double betas[2];
    double eps, weight_decay, momentum_decay;
    bool decoupled_weight_decay, maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct nadam, "0.002"),
    BETAS_ROW(struct nadam, "[0.9, 0.999]"),
    EPS_ROW(struct nadam, "1e-8"),
    WEIGHT_DECAY_ROW(struct nadam, "0"),
    REAL(struct nadam, momentum_decay, "0.004", "[0,inf)",
         "how fast the momentum comes near beta1"),
    DECOUPLED_ROW(struct nadam),
    MAXIMIZE_ROW(struct nadam),
    END_OF_TABLE,
};

static double
momentum_at(const struct nadam *self, double beta1, long t)
{
    return beta1 * (1 - 0.5 * pow(0.96, (double)t * self->momentum_decay));
}

/* Dozat (2016), algorithm 2 with PyTorch's schedule of momenta. */
KERNEL
nadam_kernel(const struct nadam *self, const struct update *update,
             const double *restrict gradient, double *restrict x,
             double *restrict state, size_t lanes, bool few)
{
    double *mean = state, *square = state + update->size * lanes;
    bool decoupled = self->decoupled_weight_decay;
    double beta2 = self->betas[1], sign = self->maximize ? -1 : 1;
    double correction = bias_correction(beta2, update->t + 1);
    double decay = decoupled ? 0 : self->weight_decay;
    double beta1[LANES], here[LANES], ahead[LANES], shrink[LANES];

    for (size_t l = 0; l < lanes; l++) {
        double lr = update->lr[l], *product = &update->numbers[l], now, next;

        beta1[l] = lane_momentum(update, self->betas[0], l);
        now = momentum_at(self, beta1[l], update->t + 1);
        next = momentum_at(self, beta1[l], update->t + 2);
        *product = update->t == 0 ? now : *product * now;
        /* 1 less such a product is 1. */
        *product = *product < 1e-20 ? 0 : *product;
        here[l] = -lr * (1 - now) / (1 - *product);
        ahead[l] = -lr * next / (1 - *product * next);
        shrink[l] = decoupled ? 1 - lr * self->weight_decay : 1;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double now = x[k] * shrink[l];
        double g = sign * gradient[k] + decay * now, root;

        mean[k] = blend(beta1[l], mean[k], g);
        square[k] = beta2 * square[k] + (1 - beta2) * g * g;
        root = sqrt(square[k] / correction) + self->eps;
        now += here[l] * g / root;
        x[k] = now + ahead[l] * mean[k] / root;
    }
}

STEP_FUNCTION(nadam_step, nadam_kernel)

const struct optimizer optimizer_nadam = {
    .kind = {.name = "nadam",
             .calls = "nadamw(decoupled_weight_decay=true)",
             .summary = "Adam with Nesterov's look ahead",
             .formula = "g = gradient + weight_decay * x\n"
                        "mu_t = beta1 * (1 - 0.96^(t * momentum_decay) / 2)\n"
                        "P_t = mu_1 * ... * mu_t\n"
                        "m = beta1 * m + (1 - beta1) * g\n"
                        "v = beta2 * v + (1 - beta2) * g^2\n"
                        "x = x - lr * ((1 - mu_t) / (1 - P_t) * g\n"
                        "              + mu_(t+1) / (1 - P_(t+1)) * m)\n"
                        "        / (sqrt(v / (1 - beta2^t)) + eps)",
             .symbol = "torch.optim.NAdam",
             .source = "Dozat (2016)",
             .example = "nadam(lr=0.01)",
             TABLE_OF(struct nadam, parameters)},
    .vectors = 2,
    .numbers = 1, /* the product of all momenta */
    .step = nadam_step,
    .shrinks_with = "decoupled_weight_decay",
};
