/* adamax.c -- Adam with the largest gradient in the place of the root mean
 * square.
 *
 * As in PyTorch, eps is added to the gradient's size before it is compared. */
#include <math.h>

#include "optimizer/optimizer.h"

struct adamax {
    double lr;
    double betas[2];
    double eps, weight_decay;
    bool maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct adamax, "0.002"),
    PAIR(struct adamax, betas, "[0.9, 0.999]", "[0,1)",
         "how much of the mean and of the largest gradient stays"),
    REAL(struct adamax, eps, "1e-8", "[0,inf)",
         "added to the size of the gradient"),
    WEIGHT_DECAY_ROW(struct adamax, "0"),
    MAXIMIZE_ROW(struct adamax),
    END_OF_TABLE,
};

/* Kingma & Ba, Adam (2015), algorithm 2. */
KERNEL
adamax_kernel(const struct adamax *self, const struct update *update,
              const double *restrict gradient, double *restrict x,
              double *restrict state, size_t lanes, bool few)
{
    double *mean = state, *largest = state + update->size * lanes;
    double sign = self->maximize ? -1 : 1;
    double beta1[LANES], step[LANES];

    lane_betas(update, self->betas[0], beta1, step, lanes);
    for (size_t l = 0; l < lanes; l++) {
        step[l] = update->lr[l] / step[l];
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k] + self->weight_decay * x[k];
        double kept = self->betas[1] * largest[k];
        double size = fabs(g) + self->eps;

        mean[k] = blend(beta1[l], mean[k], g);
        /* A NaN stays. */
        largest[k] = size <= kept ? kept : size;
        x[k] -= step[l] * mean[k] / largest[k];
    }
}

STEP_FUNCTION(adamax_step, adamax_kernel)

const struct optimizer optimizer_adamax = {
    .kind = {.name = "adamax",
             .summary = "mean over the largest gradient, which fades",
             .formula = "g = gradient + weight_decay * x\n"
                        "m = beta1 * m + (1 - beta1) * g\n"
                        "u = max(beta2 * u, |g| + eps)\n"
                        "x = x - lr / (1 - beta1^t) * m / u",
             .symbol = "torch.optim.Adamax",
             .source = "Kingma & Ba (2015)",
             .example = "adamax(lr=0.01)",
             TABLE_OF(struct adamax, parameters)},
    .vectors = 2,
    .step = adamax_step,
};
