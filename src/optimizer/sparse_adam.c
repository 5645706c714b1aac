/* sparse_adam.c -- Adam that leaves alone what has no gradient.
 *
 * As in PyTorch, eps is added to the root that is not corrected. */
#include <math.h>

#include "optimizer/optimizer.h"

struct sparse_adam {
    double lr;
    double betas[2];
    double eps;
    bool maximize;
};

static const struct parameter parameters[] = {
    REAL(struct sparse_adam, lr, "0.001", "(0,inf)", "learning rate"),
    BETAS_ROW(struct sparse_adam, "[0.9, 0.999]"),
    REAL(struct sparse_adam, eps, "1e-8", "(0,inf)",
         "added to the root, so that it divides by no zero"),
    MAXIMIZE_ROW(struct sparse_adam),
    END_OF_TABLE,
};

KERNEL
sparse_adam_kernel(const struct sparse_adam *self, const struct update *update,
                   const double *restrict gradient, double *restrict x,
                   double *restrict state, size_t lanes, bool few)
{
    double *mean = state, *square = state + update->size * lanes;
    double sign = self->maximize ? -1 : 1, beta2 = self->betas[1];
    double root = sqrt(bias_correction(beta2, update->t + 1));
    double beta1[LANES], step[LANES];

    lane_betas(update, self->betas[0], beta1, step, lanes);
    for (size_t l = 0; l < lanes; l++) {
        step[l] = update->lr[l] * root / step[l];
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k];

        if (g == 0)
            continue;
        mean[k] += (1 - beta1[l]) * (g - mean[k]);
        square[k] += (1 - beta2) * (g * g - square[k]);
        x[k] -= step[l] * (mean[k] / (sqrt(square[k]) + self->eps));
    }
}

STEP_FUNCTION(sparse_adam_step, sparse_adam_kernel)

const struct optimizer optimizer_sparse_adam = {
    .kind = {.name = "sparse_adam",
             .aliases = "SparseAdam",
             .summary = "Adam that leaves alone what has no gradient",
             .formula = "where the gradient g is not 0:\n"
                        "m = m + (1 - beta1) * (g - m)\n"
                        "v = v + (1 - beta2) * (g^2 - v)\n"
                        "x = x - lr * sqrt(1 - beta2^t) / (1 - beta1^t)\n"
                        "        * m / (sqrt(v) + eps)",
             .symbol = "torch.optim.SparseAdam",
             .example = "sparse_adam(lr=0.01)",
             TABLE_OF(struct sparse_adam, parameters)},
    .vectors = 2,
    .step = sparse_adam_step,
};
