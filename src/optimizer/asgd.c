/* asgd.c -- gradient descent with a rate that fades, and an average.
 *
 * As in PyTorch, an update uses the rate that was made at the end of the one
 * before; x is the parameter, and the average is kept beside it. */
#include <math.h>

#include "optimizer/optimizer.h"

struct asgd {
    double lr, lambd, alpha, t0, weight_decay;
    bool maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct asgd, "0.01"),
    REAL(struct asgd, lambd, "0.0001", "(-inf,inf)",
         "times the rate, the share by which parameters shrink"),
    REAL(struct asgd, alpha, "0.75", "(-inf,inf)",
         "the power by which the rate fades"),
    REAL(struct asgd, t0, "1000000", "(-inf,inf)",
         "the update at which averaging starts"),
    WEIGHT_DECAY_ROW(struct asgd, "0"),
    MAXIMIZE_ROW(struct asgd),
    END_OF_TABLE,
};

/* Polyak & Juditsky (1992), with the rate of Bottou (2010). */
KERNEL
asgd_kernel(const struct asgd *self, const struct update *update,
            const double *restrict gradient, double *restrict x,
            double *restrict average, size_t lanes, bool few)
{
    double sign = self->maximize ? -1 : 1, t = (double)update->t;
    double share = update->t == 0 ? 1 : 1 / fmax(1, t - self->t0);
    double rate[LANES], shrink[LANES];

    for (size_t l = 0; l < lanes; l++) {
        double lr = update->lr[l];

        rate[l] = update->t == 0 ? lr : update->numbers[l];
        shrink[l] = 1 - self->lambd * rate[l];
        update->numbers[l] =
            lr / pow(1 + self->lambd * lr * (t + 1), self->alpha);
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k] + self->weight_decay * x[k];

        x[k] = x[k] * shrink[l] - rate[l] * g;
        average[k] =
            share == 1 ? x[k] : average[k] + (x[k] - average[k]) * share;
    }
}

STEP_FUNCTION(asgd_step, asgd_kernel)

const struct optimizer optimizer_asgd = {
    .kind = {.name = "asgd",
             .summary = "gradient descent, and the average of its path",
             .formula =
                 "g = gradient + weight_decay * x\n"
                 "x = x * (1 - lambd * eta) - eta * g\n"
                 "avg = avg + (x - avg) * mu\n"
                 "eta = lr / (1 + lambd * lr * t)^alpha      (first: lr)\n"
                 "mu = 1 / max(1, t - t0)                    (first: 1)",
             .symbol = "torch.optim.ASGD",
             .source = "Polyak & Juditsky (1992)",
             .example = "asgd(lr=0.001, t0=100)",
             TABLE_OF(struct asgd, parameters)},
    .vectors = 1,
    .numbers = 1, /* the rate of the next update */
    .step = asgd_step,
    .average = first_vector_average,
};
