/* adam.c -- Adam and AdamW: mean and mean square of the gradient, corrected
 * for their start at zero.
 *
 * As in PyTorch, eps is added after the corrected root, and amsgrad keeps the
 * maximum of the mean square that is not yet corrected. */
#include <math.h>

#include "optimizer/optimizer.h"

struct adam {
    double lr;
    double betas[2];
    double eps, weight_decay;
    bool amsgrad, maximize;
    bool decoupled_weight_decay;
};

#define ADAM_ROWS(decay, meaning)                                              \
    REAL(struct adam, lr, "1e-3", "[0,inf)", "learning rate"),                 \
        PAIR(struct adam, betas, "[0.9, 0.999]", "[0,1)",                      \
             "how much of the mean and of the mean square stays"),             \
        REAL(struct adam, eps, "1e-8", "[0,inf)",                              \
             "added to the root, so that it divides by no zero"),              \
        REAL(struct adam, weight_decay, decay, "[0,inf)", meaning),            \
        BOOLEAN(struct adam, amsgrad, "false",                                 \
                "divide by the largest mean square so far"),                   \
        BOOLEAN(struct adam, maximize, "false", "climb instead of descend")

static const struct parameter adam_parameters[] = {
    ADAM_ROWS("0.0", "times the parameters, added to the gradient"),
    BOOLEAN(struct adam, decoupled_weight_decay, "false",
            "shrink the parameters instead, as AdamW does"),
    END_OF_TABLE,
};

static const struct parameter adamw_parameters[] = {
    ADAM_ROWS("1e-2", "times lr, the share by which parameters shrink"),
    END_OF_TABLE,
};

static size_t
adam_vectors(const void *self)
{
    return ((const struct adam *)self)->amsgrad ? 3 : 2;
}

/* What is one number for each run; only one of shrink (less than 1) and
 * decay (more than 0) does anything. */
struct factors {
    double beta1[LANES], step[LANES], shrink[LANES];
    double root, decay, sign;
};

static void
factors_set(struct factors *factors, const struct adam *self, bool decoupled,
            const struct update *update)
{
    long t = update->t + 1;

    factors->root = sqrt(bias_correction(self->betas[1], t));
    factors->decay = decoupled ? 0 : self->weight_decay;
    factors->sign = self->maximize ? -1 : 1;
    for (size_t l = 0; l < update->lanes; l++) {
        double beta1 = update->momentum ? update->momentum[l] : self->betas[0];

        factors->beta1[l] = beta1;
        factors->step[l] = update->lr[l] / bias_correction(beta1, t);
        factors->shrink[l] =
            decoupled ? 1 - update->lr[l] * self->weight_decay : 1;
    }
}

/* Kingma & Ba, Adam (2015), algorithm 1; Loshchilov & Hutter, Decoupled
 * weight decay (2019), algorithm 2; Reddi et al. (2018) for amsgrad. */
KERNEL
adam_kernel(const struct adam *self, const struct update *update,
            const struct factors *factors, const double *restrict gradient,
            double *restrict x, double *restrict mean, double *restrict square,
            double *restrict largest, size_t lanes)
{
    double beta2 = self->betas[1];

    for (size_t i = 0; i < update->size; i++)
        for (size_t l = 0; l < lanes; l++) {
            size_t k = i * lanes + l;
            double beta1 = factors->beta1[l];
            double now = x[k] * factors->shrink[l];
            double g = factors->sign * gradient[k] + factors->decay * now;
            double most;

            mean[k] = beta1 * mean[k] + (1 - beta1) * g;
            square[k] = beta2 * square[k] + (1 - beta2) * g * g;
            most = square[k];
            if (largest) {
                /* A NaN stays. */
                most = most <= largest[k] ? largest[k] : most;
                largest[k] = most;
            }
            x[k] = now - factors->step[l] * mean[k] /
                             (sqrt(most) / factors->root + self->eps);
        }
}

static void
step(const struct adam *self, bool decoupled, const struct update *update)
{
    size_t length = update->size * update->lanes;
    double *mean = update->state, *square = mean + length;
    struct factors factors;

    factors_set(&factors, self, decoupled, update);
    if (self->amsgrad)
        WITH_LANES(adam_kernel, update->lanes, self, update, &factors,
                   update->gradient, update->x, mean, square, square + length);
    else
        WITH_LANES(adam_kernel, update->lanes, self, update, &factors,
                   update->gradient, update->x, mean, square, NULL);
}

static void
adam_step(const void *self, const struct update *update)
{
    step(self, ((const struct adam *)self)->decoupled_weight_decay, update);
}

static void
adamw_step(const void *self, const struct update *update)
{
    step(self, true, update);
}

const struct optimizer optimizer_adam = {
    .kind = {.name = "adam",
             .aliases = "",
             .summary = "mean over root mean square of the gradient",
             .formula = "g = gradient + weight_decay * x\n"
                        "m = beta1 * m + (1 - beta1) * g\n"
                        "v = beta2 * v + (1 - beta2) * g^2\n"
                        "x = x - lr / (1 - beta1^t) * m\n"
                        "        / (sqrt(v) / sqrt(1 - beta2^t) + eps)",
             .source = "torch.optim.Adam; Kingma & Ba (2015)",
             .example = "adam(lr=0.01)",
             .size = sizeof(struct adam),
             .parameters = adam_parameters},
    .vectors = adam_vectors,
    .step = adam_step,
};

const struct optimizer optimizer_adamw = {
    .kind = {.name = "adamw",
             .aliases = "",
             .summary = "Adam, with weight decay apart from the gradient",
             .formula = "x = x * (1 - lr * weight_decay)\n"
                        "then as adam, without weight decay",
             .source = "torch.optim.AdamW; Loshchilov & Hutter (2019)",
             .example = "adamw(lr=0.01, weight_decay=0.1)",
             .size = sizeof(struct adam),
             .parameters = adamw_parameters},
    .vectors = adam_vectors,
    .step = adamw_step,
};
