/* keras.c -- Keras' optimizers, where their paths differ from PyTorch's: the
 * velocity holds the rate, eps is added elsewhere, and weight decay is always
 * apart from the gradient. */
#include <math.h>

#include "optimizer/optimizer.h"

struct keras {
    double lr, momentum, rho, initial_accumulator_value;
    double betas[2];
    double eps, weight_decay;
    bool nesterov, amsgrad, centered;
};

#define KERAS_DECAY(standard) SHRINKING_DECAY_ROW(struct keras, standard)
#define KERAS_EPS(meaning) REAL(struct keras, eps, "1e-7", "[0,inf)", meaning)

static const struct parameter sgd_parameters[] = {
    LR_ROW(struct keras, "0.01"),
    MOMENTUM_ROW(struct keras, "0"),
    BOOLEAN(struct keras, nesterov, "false",
            "the step is made from where the momentum leads"),
    KERAS_DECAY("0"),
    END_OF_TABLE,
};

#define KERAS_ADAM_ROWS(decay)                                                 \
    LR_ROW(struct keras, "0.001"), BETAS_ROW(struct keras, "[0.9, 0.999]"),    \
        KERAS_EPS("added to the root, before its correction"),                 \
        BOOLEAN(struct keras, amsgrad, "false",                                \
                "divide by the largest mean square so far"),                   \
        KERAS_DECAY(decay), END_OF_TABLE

static const struct parameter adam_parameters[] = {KERAS_ADAM_ROWS("0")};
static const struct parameter adamw_parameters[] = {KERAS_ADAM_ROWS("0.004")};

static const struct parameter adamax_parameters[] = {
    LR_ROW(struct keras, "0.001"),
    PAIR(struct keras, betas, "[0.9, 0.999]", "[0,1)",
         "how much of the mean and of the largest gradient stays"),
    KERAS_EPS("added to the largest gradient"),
    KERAS_DECAY("0"),
    END_OF_TABLE,
};

static const struct parameter rmsprop_parameters[] = {
    LR_ROW(struct keras, "0.001"),
    REAL(struct keras, rho, "0.9", "[0,1]",
         "how much of the mean square stays"),
    MOMENTUM_ROW(struct keras, "0"),
    KERAS_EPS("added under the root"),
    BOOLEAN(struct keras, centered, "false",
            "subtract the square of the mean: divide by the deviation"),
    KERAS_DECAY("0"),
    END_OF_TABLE,
};

static const struct parameter adagrad_parameters[] = {
    LR_ROW(struct keras, "0.001"),
    REAL(struct keras, initial_accumulator_value, "0.1", "[0,inf)",
         "what the sum of squares begins with"),
    KERAS_EPS("added under the root"),
    KERAS_DECAY("0"),
    END_OF_TABLE,
};

/* Before any step: the parameters shrink. */
static void
shrink(const struct keras *self, const struct update *update)
{
    if (self->weight_decay == 0)
        return;
    for (size_t k = 0; k < update->size; k++)
        for (size_t l = 0; l < update->lanes; l++)
            update->x[k * update->lanes + l] *=
                1 - update->lr[l] * self->weight_decay;
}

/* The velocity holds the rate that each gradient had. */
KERNEL
sgd_kernel(const struct keras *self, const struct update *update,
           const double *restrict gradient, double *restrict x,
           double *restrict velocity, bool heavy, size_t lanes, bool few)
{
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double step = update->lr[l] * gradient[k], kept;

        if (!heavy) {
            x[k] -= step;
            continue;
        }
        kept = lane_momentum(update, self->momentum, l);
        velocity[k] = kept * velocity[k] - step;
        x[k] += self->nesterov ? kept * velocity[k] - step : velocity[k];
    }
}

/* Kingma & Ba, Adam (2015), in the order of its section 2: the corrections
 * are in the rate, so that eps is not corrected. */
KERNEL
adam_kernel(const struct keras *self, const struct update *update,
            const double *restrict gradient, double *restrict x,
            double *restrict state, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *mean = state, *square = mean + length, *largest = square + length;
    double root = sqrt(bias_correction(self->betas[1], update->t + 1));
    double beta1[LANES], step[LANES];

    lane_betas(update, self->betas[0], beta1, step, lanes);
    for (size_t l = 0; l < lanes; l++)
        step[l] = update->lr[l] * root / step[l];
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = gradient[k], most;

        mean[k] += (g - mean[k]) * (1 - beta1[l]);
        square[k] += (g * g - square[k]) * (1 - self->betas[1]);
        most = square[k];
        /* A NaN stays. */
        if (self->amsgrad)
            largest[k] = most = most <= largest[k] ? largest[k] : most;
        x[k] -= mean[k] * step[l] / (sqrt(most) + self->eps);
    }
}

KERNEL
adamax_kernel(const struct keras *self, const struct update *update,
              const double *restrict gradient, double *restrict x,
              double *restrict state, size_t lanes, bool few)
{
    double *mean = state, *largest = state + update->size * lanes;
    double beta1[LANES], correction[LANES];

    lane_betas(update, self->betas[0], beta1, correction, lanes);
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = gradient[k], size = fabs(g);
        double kept = self->betas[1] * largest[k];

        mean[k] += (g - mean[k]) * (1 - beta1[l]);
        /* A NaN stays. */
        largest[k] = size <= kept ? kept : size;
        x[k] -= update->lr[l] * mean[k] /
                (correction[l] * (largest[k] + self->eps));
    }
}

KERNEL
rmsprop_kernel(const struct keras *self, const struct update *update,
               const double *restrict gradient, double *restrict x,
               double *restrict state, bool heavy, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *square = state, *velocity = square + length;
    double *mean = velocity + (self->momentum != 0 ? length : 0);

    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = gradient[k], root, step;

        square[k] = blend(self->rho, square[k], g * g);
        root = square[k];
        if (self->centered) {
            mean[k] = blend(self->rho, mean[k], g);
            root -= mean[k] * mean[k];
        }
        step = update->lr[l] * g / sqrt(root + self->eps);
        if (heavy)
            step = velocity[k] =
                lane_momentum(update, self->momentum, l) * velocity[k] + step;
        x[k] -= step;
    }
}

KERNEL
adagrad_kernel(const struct keras *self, const struct update *update,
               const double *restrict gradient, double *restrict x,
               double *restrict sum, size_t lanes, bool few)
{
    double first = update->t == 0 ? self->initial_accumulator_value : 0;

    EACH_ELEMENT (k, l, update->size, lanes, few) {
        sum[k] += first;
        sum[k] += gradient[k] * gradient[k];
        x[k] -= update->lr[l] * gradient[k] / sqrt(sum[k] + self->eps);
    }
}

STEP_VARIANT(sgd_plain, sgd_kernel, false)
STEP_VARIANT(sgd_heavy, sgd_kernel, true)
STEP_FUNCTION(adam, adam_kernel)
STEP_FUNCTION(adamax, adamax_kernel)
STEP_VARIANT(rmsprop_plain, rmsprop_kernel, false)
STEP_VARIANT(rmsprop_heavy, rmsprop_kernel, true)
STEP_FUNCTION(adagrad, adagrad_kernel)

/* A step of a kind: the parameters shrink, then the kernel. */
#define STEP(name, choice)                                                     \
    static void name##_step(const void *data, const struct update *update)     \
    {                                                                          \
        const struct keras *self = data;                                       \
                                                                               \
        shrink(self, update);                                                  \
        (choice)(self, update);                                                \
    }

STEP(sgd, self->momentum != 0 ? sgd_heavy : sgd_plain)
STEP(adam, adam)
STEP(adamax, adamax)
STEP(rmsprop, self->momentum != 0 ? rmsprop_heavy : rmsprop_plain)
STEP(adagrad, adagrad)

const struct optimizer optimizer_keras_SGD = {
    .kind = {.name = "keras.SGD",
             .summary = "Keras' gradient descent: the velocity holds the rate",
             .formula = "x = x * (1 - lr * weight_decay), then\n"
                        "v = momentum * v - lr * gradient\n"
                        "x = x + v   (nesterov: momentum * v - lr * gradient)",
             .source = "keras.optimizers.SGD; Sutskever et al. (2013)",
             .example = "keras.SGD(lr=0.001, momentum=0.9)",
             TABLE_OF(struct keras, sgd_parameters)},
    .adam_like_state = true,
    .vectors_with = {"momentum"},
    .step = sgd_step,
    .shrinks_with = "weight_decay",
};

#define KERAS_ADAM                                                             \
    .adam_like_state = true, .vectors = 2, .vectors_with = {"amsgrad"},        \
    .step = adam_step, .shrinks_with = "weight_decay"

const struct optimizer optimizer_keras_Adam = {
    .kind = {.name = "keras.Adam",
             .summary = "Keras' Adam: eps is added to the root before its "
                        "correction",
             .formula = "x = x * (1 - lr * weight_decay), then\n"
                        "m = beta1 * m + (1 - beta1) * gradient\n"
                        "v = beta2 * v + (1 - beta2) * gradient^2\n"
                        "x = x - lr * sqrt(1 - beta2^t) / (1 - beta1^t)\n"
                        "        * m / (sqrt(v) + eps)",
             .source = "keras.optimizers.Adam; Kingma & Ba (2015), section 2",
             .example = "keras.Adam(lr=0.01)",
             TABLE_OF(struct keras, adam_parameters)},
    KERAS_ADAM,
};

const struct optimizer optimizer_keras_AdamW = {
    .kind = {.name = "keras.AdamW",
             .summary = "keras.Adam with a weight decay of 0.004",
             .formula = "as keras.Adam",
             .source = "keras.optimizers.AdamW; Loshchilov & Hutter (2019)",
             .example = "keras.AdamW(lr=0.01, weight_decay=0.1)",
             TABLE_OF(struct keras, adamw_parameters)},
    KERAS_ADAM,
};

const struct optimizer optimizer_keras_Adamax = {
    .kind = {.name = "keras.Adamax",
             .summary = "Keras' Adamax: eps is added to the largest gradient",
             .formula = "x = x * (1 - lr * weight_decay), then\n"
                        "m = beta1 * m + (1 - beta1) * gradient\n"
                        "u = max(beta2 * u, |gradient|)\n"
                        "x = x - lr * m / ((1 - beta1^t) * (u + eps))",
             .source = "keras.optimizers.Adamax; Kingma & Ba (2015)",
             .example = "keras.Adamax(lr=0.01)",
             TABLE_OF(struct keras, adamax_parameters)},
    .vectors = 2,
    .step = adamax_step,
    .shrinks_with = "weight_decay",
};

const struct optimizer optimizer_keras_RMSprop = {
    .kind = {.name = "keras.RMSprop",
             .summary = "Keras' RMSprop: eps is under the root, the velocity "
                        "holds the rate",
             .formula = "x = x * (1 - lr * weight_decay), then\n"
                        "v = rho * v + (1 - rho) * gradient^2\n"
                        "s = lr * gradient / sqrt(v + eps)\n"
                        "centered: a = rho * a + (1 - rho) * gradient, and v "
                        "- a^2 under the root\n"
                        "x = x - s, with momentum: b = momentum * b + s; "
                        "x = x - b",
             .source = "keras.optimizers.RMSprop; Tieleman & Hinton (2012); "
                       "Graves (2013)",
             .example = "keras.RMSprop(lr=0.001)",
             TABLE_OF(struct keras, rmsprop_parameters)},
    .vectors = 1,
    .vectors_with = {"momentum", "centered"},
    .step = rmsprop_step,
    .shrinks_with = "weight_decay",
};

const struct optimizer optimizer_keras_Adagrad = {
    .kind = {.name = "keras.Adagrad",
             .summary = "Keras' Adagrad: the sum of squares begins with 0.1",
             .formula = "x = x * (1 - lr * weight_decay), then\n"
                        "s = s + gradient^2       (s from "
                        "initial_accumulator_value)\n"
                        "x = x - lr * gradient / sqrt(s + eps)",
             .source = "keras.optimizers.Adagrad; Duchi et al. (2011)",
             .example = "keras.Adagrad(lr=0.1)",
             TABLE_OF(struct keras, adagrad_parameters)},
    .vectors = 1,
    .step = adagrad_step,
    .shrinks_with = "weight_decay",
};
