/* lars.c -- gradient descent at a rate that the norms of a group give.
 *
 * The paper's momentum holds the rate; timm's is PyTorch's, outside of it. */
#include <math.h>

#include "optimizer/optimizer.h"

struct lars {
    double lr, momentum, dampening, weight_decay, trust_coeff, eps;
    bool nesterov, trust_clip, always_adapt, maximize;
    bool inside; /* the momentum holds the rate */
};

static const struct parameter lars_parameters[] = {
    LR_ROW(struct lars, "0.1"),
    MOMENTUM_ROW(struct lars, "0.9"),
    WEIGHT_DECAY_ROW(struct lars, "0.0005"),
    REAL(struct lars, trust_coeff, "0.001", "(0,inf)",
         "the size of a step, as a share of the parameters"),
    MAXIMIZE_ROW(struct lars),
    END_OF_TABLE,
};

static const struct parameter timm_parameters[] = {
    LR_ROW(struct lars, "1"),
    MOMENTUM_ROW(struct lars, "0"),
    REAL(struct lars, dampening, "0", "(-inf,inf)",
         "share of the gradient that is kept out of the momentum"),
    WEIGHT_DECAY_ROW(struct lars, "0"),
    BOOLEAN(struct lars, nesterov, "false",
            "the step is made from where the momentum leads"),
    REAL(struct lars, trust_coeff, "0.001", "(0,inf)",
         "the size of a step, as a share of the parameters"),
    REAL(struct lars, eps, "1e-8", "[0,inf)",
         "added to the norms, so that nothing divides by zero"),
    BOOLEAN(struct lars, trust_clip, "false",
            "no step is larger than the rate alone would make it"),
    BOOLEAN(struct lars, always_adapt, "false",
            "adapt the rate without weight decay too"),
    END_OF_TABLE,
};

static bool
lars_check(const struct node *node, struct error *error)
{
    struct lars *self = node->self;

    (void)error;
    self->inside = self->always_adapt = true;
    return true;
}

static bool
timm_check(const struct node *node, struct error *error)
{
    const struct lars *self = node->self;

    return !self->nesterov || (self->momentum > 0 && self->dampening == 0) ||
           error_at(error, node_place(node, "nesterov"),
                    "must have a momentum above 0 and no dampening");
}

/* What the gradient of a group is multiplied by. */
static double
trust(const struct lars *self, double parameters, double gradient, double lr)
{
    double own = sqrt(parameters), other = sqrt(gradient), ratio;

    if (!self->always_adapt && self->weight_decay == 0)
        return 1;
    ratio = own > 0 && other > 0
                ? self->trust_coeff * own /
                      (other + own * self->weight_decay + self->eps)
                : 1;
    return self->trust_clip ? fmin(ratio / lr, 1) : ratio;
}

/* You et al. (2017), algorithm 1. */
KERNEL
lars_kernel(const struct lars *self, const struct update *update,
            const double *restrict gradient, double *restrict x,
            double *restrict buffer, bool heavy, size_t lanes, bool few)
{
    double sign = self->maximize ? -1 : 1, decay = self->weight_decay;
    double share = update->t == 0 ? 1 : 1 - self->dampening;
    double ratio[LANES], own[LANES], other[LANES];

    for (size_t l = 0; l < lanes; l++)
        own[l] = other[l] = 0;
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        own[l] += x[k] * x[k];
        other[l] += gradient[k] * gradient[k];
    }
    for (size_t l = 0; l < lanes; l++)
        ratio[l] = trust(self, own[l], other[l], update->lr[l]);
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double lr = update->lr[l], outer = self->inside ? 1 : lr;
        double g = (sign * gradient[k] + decay * x[k]) * ratio[l];

        if (heavy) {
            double momentum = lane_momentum(update, self->momentum, l);

            g *= self->inside ? lr : 1;
            buffer[k] = momentum * buffer[k] + share * g;
            x[k] -=
                outer * (self->nesterov ? g + momentum * buffer[k] : buffer[k]);
        } else {
            x[k] -= lr * g;
        }
    }
}

STEP_VARIANT(plain, lars_kernel, false)
STEP_VARIANT(heavy, lars_kernel, true)

static void
lars_step(const void *data, const struct update *update)
{
    const struct lars *self = data;

    /* A momentum that is driven to 0 leaves the buffer alone. */
    if (update->momentum ? update->momentum[0] == 0 : self->momentum == 0)
        plain(self, update);
    else
        heavy(self, update);
}

const struct optimizer optimizer_lars = {
    .kind = {.name = "lars",
             .summary = "gradient descent, steps as large as the parameters",
             .formula = "r = trust_coeff * |x| / (|g| + weight_decay * |x|)\n"
                        "v = momentum * v + lr * r * (g + weight_decay * x)\n"
                        "x = x - v",
             .source = "You et al. (2017)",
             .example = "lars(lr=0.1)",
             TABLE_OF(struct lars, lars_parameters),
             .check = lars_check},
    .vectors_with = {"momentum"},
    .step = lars_step,
};

const struct optimizer optimizer_timm_lars = {
    .kind = {.name = "timm.lars",
             .aliases = "",
             .summary = "LARS with PyTorch's momentum",
             .formula = "r = trust_coeff * |x| / (|g| + weight_decay * |x|"
                        " + eps)\n"
                        "    where weight_decay is not 0; else 1\n"
                        "then as sgd, with r * (g + weight_decay * x)",
             .symbol = "timm.optim.Lars",
             .source = "You et al. (2017)",
             .example = "timm.lars(weight_decay=0.01)",
             TABLE_OF(struct lars, timm_parameters),
             .check = timm_check},
    .vectors_with = {"momentum"},
    .step = lars_step,
};
