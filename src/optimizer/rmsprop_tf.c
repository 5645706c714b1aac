/* rmsprop_tf.c -- RMSprop as TensorFlow 1 had it: eps is under the root, mean
 * squares start at 1, and the velocity holds the rate. */
#include <math.h>

#include "optimizer/optimizer.h"

struct rmsprop_tf {
    double lr, alpha, eps, weight_decay, momentum;
    bool centered, decoupled_decay, lr_in_momentum;
};

static const struct parameter parameters[] = {
    LR_ROW(struct rmsprop_tf, "0.01"),
    REAL(struct rmsprop_tf, alpha, "0.9", "[0,inf)",
         "how much of the mean square stays"),
    REAL(struct rmsprop_tf, eps, "1e-10", "[0,inf)", "added under the root"),
    WEIGHT_DECAY_ROW(struct rmsprop_tf, "0"),
    MOMENTUM_ROW(struct rmsprop_tf, "0"),
    BOOLEAN(struct rmsprop_tf, centered, "false",
            "subtract the square of the mean: divide by the deviation"),
    BOOLEAN(struct rmsprop_tf, decoupled_decay, "false",
            "shrink the parameters instead, as AdamW does"),
    BOOLEAN(struct rmsprop_tf, lr_in_momentum, "true",
            "a change of the rate leaves the momentum as it is"),
    END_OF_TABLE,
};

/* timm's RMSpropTF, after Tieleman & Hinton (2012). */
KERNEL
rmsprop_tf_kernel(const struct rmsprop_tf *self, const struct update *update,
                  const double *restrict gradient, double *restrict x,
                  double *restrict state, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *square = state, *mean = state + length;
    double *buffer = mean + (self->centered ? length : 0);
    bool heavy = self->momentum > 0, inside = self->lr_in_momentum;
    double decay = self->decoupled_decay ? 0 : self->weight_decay;
    double first = update->t == 0;

    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double lr = update->lr[l], g = gradient[k] + decay * x[k], root;

        if (self->decoupled_decay)
            x[k] *= 1 - lr * self->weight_decay;
        square[k] += first;
        square[k] += (1 - self->alpha) * (g * g - square[k]);
        root = square[k];
        if (self->centered) {
            mean[k] += (1 - self->alpha) * (g - mean[k]);
            root -= mean[k] * mean[k];
        }
        root = sqrt(root + self->eps);
        if (heavy) {
            double kept = lane_momentum(update, self->momentum, l);

            buffer[k] = kept * buffer[k] + (inside ? lr * g : g) / root;
            x[k] -= inside ? buffer[k] : lr * buffer[k];
        } else {
            x[k] -= lr * g / root;
        }
    }
}

STEP_FUNCTION(rmsprop_tf_step, rmsprop_tf_kernel)

const struct optimizer optimizer_rmsprop_tf = {
    .kind = {.name = "timm.rmsprop_tf",
             .aliases = "RMSpropTF",
             .summary = "RMSprop as TensorFlow 1 had it",
             .formula = "v = v + (1 - alpha) * (g^2 - v)          (v from 1)\n"
                        "x = x - lr * g / sqrt(v + eps)\n"
                        "momentum: b = momentum * b + lr * g / sqrt(v + eps);"
                        " x = x - b",
             .symbol = "timm.optim.RMSpropTF",
             .example = "timm.rmsprop_tf(lr=0.001)",
             TABLE_OF(struct rmsprop_tf, parameters)},
    .vectors = 1,
    .vectors_with = {"momentum", "centered"},
    .step = rmsprop_tf_step,
    .shrinks_with = "decoupled_decay",
};
