/* qh.c -- quasi-hyperbolic: a step partly along the gradient, and partly along
 * its mean. */
#include <math.h>

#include "optimizer/optimizer.h"

struct qhm {
    double lr, momentum, nu, weight_decay;
    bool maximize;
};

struct qhadam {
    double lr;
    double betas[2], nus[2];
    double weight_decay;
    bool decoupled_weight_decay;
    double eps;
    bool maximize;
};

static const struct parameter qhm_parameters[] = {
    LR_ROW(struct qhm, "0.001"),
    REAL(struct qhm, momentum, "0.999", "[0,1)", "how much of the mean stays"),
    REAL(struct qhm, nu, "0.7", "(-inf,inf)",
         "the share of the mean in a step"),
    WEIGHT_DECAY_ROW(struct qhm, "0"),
    MAXIMIZE_ROW(struct qhm),
    END_OF_TABLE,
};

static const struct parameter qhadam_parameters[] = {
    LR_ROW(struct qhadam, "0.001"),
    BETAS_ROW(struct qhadam, "[0.9, 0.999]"),
    PAIR(struct qhadam, nus, "[1, 1]", "[0,inf)",
         "the shares of the mean and of the mean square in a step"),
    WEIGHT_DECAY_ROW(struct qhadam, "0"),
    DECOUPLED_ROW(struct qhadam),
    EPS_ROW(struct qhadam, "1e-8"),
    MAXIMIZE_ROW(struct qhadam),
    END_OF_TABLE,
};

/* Ma & Yarats (2019), algorithm 1. */
KERNEL
qhm_kernel(const struct qhm *self, const struct update *update,
           const double *restrict gradient, double *restrict x,
           double *restrict mean, size_t lanes, bool few)
{
    double sign = self->maximize ? -1 : 1, nu = self->nu;

    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double momentum = lane_momentum(update, self->momentum, l);
        double g = sign * gradient[k] + self->weight_decay * x[k];

        mean[k] = blend(momentum, mean[k], g);
        x[k] -= update->lr[l] * (nu * mean[k] + (1 - nu) * g);
    }
}

/* Ma & Yarats (2019), algorithm 2: means that need no correction, since what
 * is new weighs what it does in a plain mean at first. */
KERNEL
qhadam_kernel(const struct qhadam *self, const struct update *update,
              const double *restrict gradient, double *restrict x,
              double *restrict state, size_t lanes, bool few)
{
    double *mean = state, *square = state + update->size * lanes;
    bool decoupled = self->decoupled_weight_decay;
    double decay = decoupled ? 0 : self->weight_decay;
    double sign = self->maximize ? -1 : 1, eps = self->eps;
    double nu1 = self->nus[0], nu2 = self->nus[1];
    double keep1[LANES], keep2[LANES], shrink[LANES];

    for (size_t l = 0; l < lanes; l++) {
        double *weights = update->numbers + l;

        weights[0] = 1 + lane_momentum(update, self->betas[0], l) * weights[0];
        weights[lanes] = 1 + self->betas[1] * weights[lanes];
        keep1[l] = 1 - 1 / weights[0];
        keep2[l] = 1 - 1 / weights[lanes];
        shrink[l] = decoupled ? 1 - update->lr[l] * self->weight_decay : 1;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double now = x[k] * shrink[l];
        double g = sign * gradient[k] + decay * now, root;

        mean[k] = blend(keep1[l], mean[k], g);
        square[k] = blend(keep2[l], square[k], g * g);
        root = sqrt(nu2 * square[k] + (1 - nu2) * (g * g)) + eps;
        x[k] = now - update->lr[l] * (nu1 * mean[k] + (1 - nu1) * g) / root;
    }
}

STEP_FUNCTION(qhm_step, qhm_kernel)
STEP_FUNCTION(qhadam_step, qhadam_kernel)

const struct optimizer optimizer_qhm = {
    .kind = {.name = "qhm",
             .summary = "partly along the gradient, partly along its mean",
             .formula = "g = gradient + weight_decay * x\n"
                        "m = momentum * m + (1 - momentum) * g\n"
                        "x = x - lr * (nu * m + (1 - nu) * g)",
             .source = "Ma & Yarats (2019)",
             .example = "qhm(lr=0.001)",
             TABLE_OF(struct qhm, qhm_parameters)},
    .vectors = 1,
    .step = qhm_step,
};

const struct optimizer optimizer_qhadam = {
    .kind = {.name = "qhadam",
             .summary = "Adam, partly by the gradient, partly by its means",
             .formula = "m, v as in adam, as means of what has been seen\n"
                        "x = x - lr * (nu1 * m + (1 - nu1) * g)\n"
                        "           / (sqrt(nu2 * v + (1 - nu2) * g^2) + eps)",
             .source = "Ma & Yarats (2019)",
             .example = "qhadam(lr=0.01, nus=[0.7, 1])",
             TABLE_OF(struct qhadam, qhadam_parameters)},
    .vectors = 2,
    .numbers = 2, /* how much both means weigh so far */
    .step = qhadam_step,
    .shrinks_with = "decoupled_weight_decay",
};
