/* adadelta.c -- steps as large as steps were, over the gradient's size. */
#include <math.h>

#include "optimizer/optimizer.h"

struct adadelta {
    double lr, rho, eps, weight_decay;
    bool maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct adadelta, "1"),
    REAL(struct adadelta, rho, "0.9", "[0,1]",
         "how much of the mean squares stays"),
    REAL(struct adadelta, eps, "1e-6", "[0,inf)",
         "added under both roots; makes the first step"),
    WEIGHT_DECAY_ROW(struct adadelta, "0"),
    MAXIMIZE_ROW(struct adadelta),
    END_OF_TABLE,
};

/* Zeiler (2012), algorithm 1. */
KERNEL
adadelta_kernel(const struct adadelta *self, const struct update *update,
                const double *restrict gradient, double *restrict x,
                double *restrict state, size_t lanes, bool few)
{
    double *square = state, *steps = state + update->size * lanes;
    double sign = self->maximize ? -1 : 1, rho = self->rho, eps = self->eps;

    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k] + self->weight_decay * x[k], step;

        square[k] = rho * square[k] + (1 - rho) * g * g;
        step = sqrt(steps[k] + eps) / sqrt(square[k] + eps) * g;
        steps[k] = rho * steps[k] + (1 - rho) * step * step;
        x[k] -= update->lr[l] * step;
    }
}

STEP_FUNCTION(adadelta_step, adadelta_kernel)

const struct optimizer optimizer_adadelta = {
    .kind = {.name = "adadelta",
             .summary = "root mean square of the steps over the gradient's",
             .formula = "g = gradient + weight_decay * x\n"
                        "v = rho * v + (1 - rho) * g^2\n"
                        "d = sqrt(a + eps) / sqrt(v + eps) * g\n"
                        "a = rho * a + (1 - rho) * d^2\n"
                        "x = x - lr * d",
             .symbol = "torch.optim.Adadelta",
             .source = "Zeiler (2012)",
             .example = "adadelta(rho=0.9)",
             TABLE_OF(struct adadelta, parameters)},
    .vectors = 2,
    .step = adadelta_step,
};
