/* rmsprop.c -- the gradient over its root mean square.
 *
 * As in PyTorch, eps is added after the root, centered or not. */
#include <math.h>

#include "optimizer/optimizer.h"

struct rmsprop {
    double lr, alpha, eps, weight_decay, momentum;
    bool centered, maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct rmsprop, "0.01"),
    REAL(struct rmsprop, alpha, "0.99", "[0,inf)",
         "how much of the mean square stays"),
    EPS_ROW(struct rmsprop, "1e-8"),
    WEIGHT_DECAY_ROW(struct rmsprop, "0"),
    MOMENTUM_ROW(struct rmsprop, "0"),
    BOOLEAN(struct rmsprop, centered, "false",
            "subtract the square of the mean: divide by the deviation"),
    MAXIMIZE_ROW(struct rmsprop),
    END_OF_TABLE,
};

/* Which parts of the formula an instance has. */
enum {
    ADORNED = 1, /* maximize, or weight decay */
    CENTERED = 2,
    HEAVY = 4, /* momentum */
};

/* Tieleman & Hinton (2012); Graves (2013), equations 38 to 45, for the
 * centered one with momentum. */
KERNEL
rmsprop_kernel(const struct rmsprop *self, const struct update *update,
               const double *restrict gradient, double *restrict x,
               double *restrict state, int parts, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *square = state, *buffer = square + length;
    double *mean = buffer + (parts & HEAVY ? length : 0);
    double sign = self->maximize ? -1 : 1, decay = self->weight_decay;
    double alpha = self->alpha, eps = self->eps;
    double momentum[LANES];

    for (size_t l = 0; l < lanes; l++)
        momentum[l] = lane_momentum(update, self->momentum, l);
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = gradient[k], root;

        if (parts & ADORNED)
            g = sign * g + decay * x[k];
        square[k] = alpha * square[k] + (1 - alpha) * g * g;
        root = square[k];
        if (parts & CENTERED) {
            mean[k] += (1 - alpha) * (g - mean[k]);
            root -= mean[k] * mean[k];
        }
        root = sqrt(root) + eps;
        if (parts & HEAVY) {
            buffer[k] = momentum[l] * buffer[k] + g / root;
            x[k] -= update->lr[l] * buffer[k];
        } else {
            x[k] -= update->lr[l] * g / root;
        }
    }
}

STEP_VARIANT(plain, rmsprop_kernel, 0)
STEP_VARIANT(adorned, rmsprop_kernel, ADORNED)
STEP_VARIANT(centered, rmsprop_kernel, ADORNED | CENTERED)
STEP_VARIANT(heavy, rmsprop_kernel, ADORNED | HEAVY)
STEP_VARIANT(all, rmsprop_kernel, ADORNED | CENTERED | HEAVY)

static void
rmsprop_step(const void *data, const struct update *update)
{
    const struct rmsprop *self = data;

    if (self->momentum > 0 && !(update->momentum && update->momentum[0] == 0))
        (self->centered ? all : heavy)(self, update);
    else if (self->centered)
        centered(self, update);
    else
        (self->maximize || self->weight_decay != 0 ? adorned : plain)(self,
                                                                      update);
}

const struct optimizer optimizer_rmsprop = {
    .kind = {.name = "rmsprop",
             .summary = "gradient over its root mean square",
             .formula = "g = gradient + weight_decay * x\n"
                        "v = alpha * v + (1 - alpha) * g^2\n"
                        "x = x - lr * g / (sqrt(v) + eps)\n"
                        "centered: a = a + (1 - alpha) * (g - a), and v - a^2"
                        " under the root\n"
                        "momentum: b = momentum * b + g / (sqrt(v) + eps);"
                        " x = x - lr * b",
             .symbol = "torch.optim.RMSprop",
             .source = "Tieleman & Hinton (2012); Graves (2013)",
             .example = "rmsprop(lr=0.001)",
             TABLE_OF(struct rmsprop, parameters)},
    .vectors = 1,
    .vectors_with = {"momentum", "centered"},
    .step = rmsprop_step,
};
