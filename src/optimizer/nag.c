/* nag.c -- Nesterov's accelerated gradient as textbooks have it.
 *
 * x is the point that looks ahead, where the gradient is taken; unlike
 * PyTorch's, the velocity holds the rate, so that a rate that falls leaves
 * the momentum as it is. */
#include "optimizer/optimizer.h"

struct nag {
    double lr, momentum, weight_decay;
    bool maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct nag, "0.001"),
    REAL(struct nag, momentum, "0.9", "[0,inf)",
         "how much of the velocity stays"),
    WEIGHT_DECAY_ROW(struct nag, "0"),
    MAXIMIZE_ROW(struct nag),
    END_OF_TABLE,
};

/* Nesterov (1983), in the form of Sutskever et al. (2013), equations 3, 4. */
KERNEL
nag_kernel(const struct nag *self, const struct update *update,
           const double *restrict gradient, double *restrict x,
           double *restrict velocity, size_t lanes, bool few)
{
    double sign = self->maximize ? -1 : 1;
    double momentum[LANES], ahead[LANES];

    for (size_t l = 0; l < lanes; l++) {
        momentum[l] = lane_momentum(update, self->momentum, l);
        ahead[l] = update->t == 0 ? momentum[l] : update->numbers[l];
        update->numbers[l] = momentum[l];
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k] + self->weight_decay * x[k];
        double new = momentum[l] * velocity[k] - update->lr[l] * g;

        x[k] = x[k] - ahead[l] * velocity[k] + new + momentum[l] * new;
        velocity[k] = new;
    }
}

STEP_FUNCTION(nag_step, nag_kernel)

const struct optimizer optimizer_nag = {
    .kind = {.name = "nag",
             .summary = "Nesterov's accelerated gradient, of the textbook",
             .formula =
                 "x = y + momentum * v    (where the gradient is taken)\n"
                 "v' = momentum * v - lr * gradient\n"
                 "y' = y + v'",
             .source = "Nesterov (1983); Sutskever et al. (2013)",
             .example = "nag(lr=0.001, momentum=0.9)",
             TABLE_OF(struct nag, parameters)},
    .vectors = 1,
    .numbers = 1, /* the momentum by which x looks ahead */
    .step = nag_step,
};
