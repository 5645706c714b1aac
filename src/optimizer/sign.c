/* sign.c -- steps of one size: Lion, Tiger and signSGD follow the sign of a
 * mean of gradients. */
#include "optimizer/optimizer.h"

/* Signs look at `look` of the kept mean, which then keeps `keep` of itself. */
struct sign {
    double lr, look, keep, weight_decay;
    double betas[2];
    double beta, momentum;
    bool maximize;
};

#define RATE(standard)                                                         \
    REAL(struct sign, lr, standard, "[0,inf)", "the size of a step")
#define DECAY(standard)                                                        \
    SHRINKING_DECAY_ROW(struct sign, standard), MAXIMIZE_ROW(struct sign)

static const struct parameter lion_parameters[] = {
    RATE("0.0001"),
    PAIR(struct sign, betas, "[0.9, 0.99]", "[0,1)",
         "how much of the mean is looked at, and how much of it stays"),
    DECAY("0"),
    END_OF_TABLE,
};

static const struct parameter tiger_parameters[] = {
    RATE("0.001"),
    REAL(struct sign, beta, "0.965", "[0,1)", "how much of the mean stays"),
    DECAY("0.01"),
    END_OF_TABLE,
};

static const struct parameter signsgd_parameters[] = {
    RATE("0.001"),
    REAL(struct sign, momentum, "0", "[0,1)",
         "how much of the mean stays; above 0 it is Signum"),
    DECAY("0"),
    END_OF_TABLE,
};

static bool
lion_check(const struct node *node, struct error *error)
{
    struct sign *self = node->self;

    (void)error;
    self->look = self->betas[0];
    self->keep = self->betas[1];
    return true;
}

static bool
tiger_check(const struct node *node, struct error *error)
{
    struct sign *self = node->self;

    (void)error;
    self->look = self->keep = self->beta;
    return true;
}

static bool
signsgd_check(const struct node *node, struct error *error)
{
    struct sign *self = node->self;

    (void)error;
    self->look = self->keep = self->momentum;
    return true;
}

/* Chen et al., Lion (2023), algorithm 2; where both shares are one, the mean
 * that is looked at is the one that stays. */
KERNEL
sign_kernel(const struct sign *self, const struct update *update,
            const double *restrict gradient, double *restrict x,
            double *restrict mean, bool both, size_t lanes, bool few)
{
    double sign = self->maximize ? -1 : 1;
    double look[LANES], keep[LANES], shrink[LANES];

    for (size_t l = 0; l < lanes; l++) {
        look[l] = lane_momentum(update, self->look, l);
        keep[l] = both ? look[l] : self->keep;
        shrink[l] = 1 - update->lr[l] * self->weight_decay;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k], seen = blend(look[l], mean[k], g);

        x[k] = x[k] * shrink[l] - update->lr[l] * sign_of(seen);
        mean[k] = blend(keep[l], mean[k], g);
    }
}

/* signSGD keeps nothing. */
KERNEL
bare_kernel(const struct sign *self, const struct update *update,
            const double *restrict gradient, double *restrict x,
            const double *none, size_t lanes, bool few)
{
    double sign = self->maximize ? -1 : 1;

    (void)none;
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double shrink = 1 - update->lr[l] * self->weight_decay;

        x[k] = x[k] * shrink - update->lr[l] * sign_of(sign * gradient[k]);
    }
}

STEP_VARIANT(lion_step, sign_kernel, false)
STEP_VARIANT(tiger_step, sign_kernel, true)
STEP_FUNCTION(bare_step, bare_kernel)

static void
signsgd_step(const void *data, const struct update *update)
{
    const struct sign *self = data;

    (self->momentum == 0 ? bare_step : tiger_step)(self, update);
}

const struct optimizer optimizer_lion = {
    .kind = {.name = "lion",
             .summary = "the sign of a mean, which then forgets more slowly",
             .formula = "u = sign(beta1 * m + (1 - beta1) * gradient)\n"
                        "x = x * (1 - lr * weight_decay) - lr * u\n"
                        "m = beta2 * m + (1 - beta2) * gradient",
             .source = "Chen et al. (2023); compared with lion-pytorch 0.2.5",
             .example = "lion(lr=0.001)",
             TABLE_OF(struct sign, lion_parameters),
             .check = lion_check},
    .adam_like_state = true,
    .vectors = 1,
    .step = lion_step,
    .shrinks_with = "weight_decay",
};

const struct optimizer optimizer_tiger = {
    .kind = {.name = "tiger",
             .summary = "the sign of a mean, with weight decay",
             .formula = "m = beta * m + (1 - beta) * gradient\n"
                        "x = x * (1 - lr * weight_decay) - lr * sign(m)",
             .source =
                 "Su, Tiger (2023); compared with pytorch_optimizer 4.1.0",
             .example = "tiger(lr=0.001)",
             TABLE_OF(struct sign, tiger_parameters),
             .check = tiger_check},
    .vectors = 1,
    .step = tiger_step,
    .shrinks_with = "weight_decay",
};

const struct optimizer optimizer_signsgd = {
    .kind = {.name = "signsgd",
             .aliases = "Signum",
             .summary = "the sign of the gradient, or of its mean",
             .formula = "m = momentum * m + (1 - momentum) * gradient\n"
                        "x = x * (1 - lr * weight_decay) - lr * sign(m)",
             .source = "Bernstein et al. (2018)",
             .example = "signsgd(lr=0.001)",
             TABLE_OF(struct sign, signsgd_parameters),
             .check = signsgd_check},
    .vectors_with = {"momentum"},
    .step = signsgd_step,
    .shrinks_with = "weight_decay",
};
