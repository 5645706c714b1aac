/* madgrad.c -- from the start, along the sum of all gradients, over a cube
 * root of their squares.
 *
 * As in its authors' code, eps is added to the rate too. */
#include <math.h>

#include "optimizer/optimizer.h"

struct madgrad {
    double lr, momentum, weight_decay, eps;
    bool maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct madgrad, "0.01"),
    REAL(struct madgrad, momentum, "0.9", "[0,1)",
         "how much of the point before stays"),
    WEIGHT_DECAY_ROW(struct madgrad, "0"),
    REAL(struct madgrad, eps, "1e-6", "[0,inf)",
         "added to the rate, and to the root"),
    MAXIMIZE_ROW(struct madgrad),
    END_OF_TABLE,
};

/* Defazio & Jelassi (2022), algorithm 1. */
KERNEL
madgrad_kernel(const struct madgrad *self, const struct update *update,
               const double *restrict gradient, double *restrict x,
               double *restrict state, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *start = state, *sum = start + length, *squares = sum + length;
    double sign = self->maximize ? -1 : 1;
    double weight[LANES], momentum[LANES];

    for (size_t l = 0; l < lanes; l++) {
        weight[l] = (update->lr[l] + self->eps) * sqrt((double)update->t + 1);
        momentum[l] = lane_momentum(update, self->momentum, l);
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k] + self->weight_decay * x[k];

        if (update->t == 0)
            start[k] = x[k];
        squares[k] += weight[l] * g * g;
        sum[k] += weight[l] * g;
        x[k] = blend(momentum[l], x[k],
                     start[k] - sum[k] / (cbrt(squares[k]) + self->eps));
    }
}

STEP_FUNCTION(madgrad_step, madgrad_kernel)

const struct optimizer optimizer_madgrad = {
    .kind =
        {.name = "madgrad",
         .summary = "from the start, by the sum of all gradients",
         .formula = "w = (lr + eps) * sqrt(t)\n"
                    "s = s + w * g,  v = v + w * g^2\n"
                    "z = x0 - s / (cbrt(v) + eps)\n"
                    "x = momentum * x + (1 - momentum) * z",
         .source =
             "Defazio & Jelassi (2022); compared with pytorch_optimizer 4.1.0",
         .example = "madgrad(lr=0.01)",
         TABLE_OF(struct madgrad, parameters)},
    .vectors = 3,
    .step = madgrad_step,
    .moves_at_zero = "it moves: eps is added to lr",
};
