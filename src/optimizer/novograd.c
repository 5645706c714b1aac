/* novograd.c -- momentum of gradients that are brought to one length, by a
 * mean of the group's norms. */
#include <math.h>

#include "optimizer/optimizer.h"

struct novograd {
    double lr;
    double betas[2];
    double eps, weight_decay;
    bool grad_averaging, maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct novograd, "0.01"),
    PAIR(struct novograd, betas, "[0.95, 0.98]", "[0,1)",
         "how much of the mean and of the mean squared norm stays"),
    EPS_ROW(struct novograd, "1e-8"),
    REAL(struct novograd, weight_decay, "0", "[0,inf)",
         "times the parameters, added to the gradient of length 1"),
    BOOLEAN(struct novograd, grad_averaging, "false",
            "what is new in the mean weighs 1 - beta1, not 1"),
    MAXIMIZE_ROW(struct novograd),
    END_OF_TABLE,
};

/* Ginsburg et al. (2019), algorithm 1. */
KERNEL
novograd_kernel(const struct novograd *self, const struct update *update,
                const double *restrict gradient, double *restrict x,
                double *restrict mean, size_t lanes, bool few)
{
    double sign = self->maximize ? -1 : 1;
    double norm[LANES];

    for (size_t l = 0; l < lanes; l++)
        norm[l] = 0;
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        norm[l] += gradient[k] * gradient[k];
    }
    for (size_t l = 0; l < lanes; l++) {
        double *kept = &update->numbers[l];

        *kept =
            update->t == 0 ? norm[l] : blend(self->betas[1], *kept, norm[l]);
        norm[l] = sqrt(*kept) + self->eps;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double beta1 = lane_momentum(update, self->betas[0], l);
        double g = sign * gradient[k] / norm[l] + self->weight_decay * x[k];

        mean[k] =
            beta1 * mean[k] + (self->grad_averaging ? (1 - beta1) * g : g);
        x[k] -= update->lr[l] * mean[k];
    }
}

STEP_FUNCTION(novograd_step, novograd_kernel)

const struct optimizer optimizer_novograd = {
    .kind = {.name = "novograd",
             .summary = "momentum of gradients of length 1",
             .formula = "v = beta2 * v + (1 - beta2) * |gradient|^2"
                        "    (first: |gradient|^2)\n"
                        "m = beta1 * m + gradient / (sqrt(v) + eps)"
                        " + weight_decay * x\n"
                        "x = x - lr * m",
             .source = "Ginsburg et al. (2019)",
             .example = "novograd(lr=0.01)",
             TABLE_OF(struct novograd, parameters)},
    .vectors = 1,
    .numbers = 1, /* the mean squared norm */
    .step = novograd_step,
};
