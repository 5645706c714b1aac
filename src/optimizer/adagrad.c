/* adagrad.c -- the gradient over the root of the sum of all its squares. */
#include <math.h>

#include "optimizer/optimizer.h"

struct adagrad {
    double lr, lr_decay, weight_decay, initial_accumulator_value, eps;
    bool maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct adagrad, "0.01"),
    REAL(struct adagrad, lr_decay, "0", "[0,inf)",
         "the rate is divided by 1 + lr_decay * updates made"),
    WEIGHT_DECAY_ROW(struct adagrad, "0"),
    REAL(struct adagrad, initial_accumulator_value, "0", "[0,inf)",
         "where the sums of squares begin"),
    EPS_ROW(struct adagrad, "1e-10"),
    MAXIMIZE_ROW(struct adagrad),
    END_OF_TABLE,
};

/* Duchi et al. (2011), figure 1 with a diagonal matrix. */
KERNEL
adagrad_kernel(const struct adagrad *self, const struct update *update,
               const double *restrict gradient, double *restrict x,
               double *restrict sum, bool bare, size_t lanes, bool few)
{
    double sign = self->maximize ? -1 : 1;
    double first = update->t == 0 ? self->initial_accumulator_value : 0;
    double eps = self->eps, step[LANES];

    for (size_t l = 0; l < lanes; l++)
        step[l] = update->lr[l] / (1 + (double)update->t * self->lr_decay);
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = gradient[k];

        if (!bare) {
            g = sign * g + self->weight_decay * x[k];
            sum[k] += first;
        }
        sum[k] += g * g;
        x[k] -= step[l] * g / (sqrt(sum[k]) + eps);
    }
}

STEP_VARIANT(bare, adagrad_kernel, true)
STEP_VARIANT(full, adagrad_kernel, false)

static void
adagrad_step(const void *data, const struct update *update)
{
    const struct adagrad *self = data;
    bool plain = !self->maximize && self->weight_decay == 0 &&
                 (update->t > 0 || self->initial_accumulator_value == 0);

    (plain ? bare : full)(self, update);
}

const struct optimizer optimizer_adagrad = {
    .kind = {.name = "adagrad",
             .summary = "gradient over the root of the sum of its squares",
             .formula = "g = gradient + weight_decay * x\n"
                        "s = s + g^2         (first: initial_accumulator_value"
                        " + g^2)\n"
                        "x = x - lr / (1 + (t - 1) * lr_decay) * g"
                        " / (sqrt(s) + eps)",
             .symbol = "torch.optim.Adagrad",
             .source = "Duchi et al. (2011)",
             .example = "adagrad(lr=0.1)",
             .constructor_only = "initial_accumulator_value",
             TABLE_OF(struct adagrad, parameters)},
    .vectors = 1,
    .step = adagrad_step,
};
