/* sgd.c -- gradient descent, with momentum and Nesterov's look ahead.
 *
 * As in PyTorch, the first momentum buffer is the gradient itself, without
 * dampening, and maximize turns the gradient before weight decay is added. */
#include "optimizer/optimizer.h"

struct sgd {
    double lr, momentum, dampening, weight_decay;
    bool nesterov, maximize;
};

#define SGD_ROWS(decay)                                                        \
    LR_ROW(struct sgd, "0.001"), MOMENTUM_ROW(struct sgd, "0"),                \
        REAL(struct sgd, dampening, "0", "(-inf,inf)",                         \
             "share of the gradient that is kept out of the momentum"),        \
        decay,                                                                 \
        BOOLEAN(struct sgd, nesterov, "false",                                 \
                "the step is made from where the momentum leads"),             \
        MAXIMIZE_ROW(struct sgd), END_OF_TABLE

static const struct parameter sgd_parameters[] = {
    SGD_ROWS(WEIGHT_DECAY_ROW(struct sgd, "0"))};
static const struct parameter sgdw_parameters[] = {
    SGD_ROWS(SHRINKING_DECAY_ROW(struct sgd, "0"))};

static bool
sgd_check(const struct node *node, struct error *error)
{
    const struct sgd *self = node->self;

    if (!self->nesterov || (self->momentum > 0 && self->dampening == 0))
        return true;
    return error_at(error, node_place(node, "nesterov"),
                    "must have a momentum above 0 and no dampening");
}

/* The gradient that is followed; `bare` where nothing is to be done to it. */
static inline double
followed(const struct sgd *self, bool bare, double gradient, double x)
{
    if (bare)
        return gradient;
    return (self->maximize ? -gradient : gradient) + self->weight_decay * x;
}

/* Without momentum nothing is kept. */
KERNEL
plain(const struct sgd *self, const struct update *update,
      const double *restrict gradient, double *restrict x, const double *none,
      bool bare, size_t lanes, bool few)
{
    (void)none;
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        x[k] -= update->lr[l] * followed(self, bare, gradient[k], x[k]);
    }
}

/* Sutskever et al. (2013), with PyTorch's lr outside of the momentum. */
KERNEL
heavy(const struct sgd *self, const struct update *update,
      const double *restrict gradient, double *restrict x,
      double *restrict buffer, bool bare, size_t lanes, bool few)
{
    double share = update->t == 0 ? 1 : 1 - self->dampening;
    double lr[LANES], momentum[LANES];

    for (size_t l = 0; l < lanes; l++) {
        lr[l] = update->lr[l];
        momentum[l] = update->momentum ? update->momentum[l] : self->momentum;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = followed(self, bare, gradient[k], x[k]);

        buffer[k] = momentum[l] * buffer[k] + (bare ? g : share * g);
        x[k] -=
            lr[l] * (self->nesterov ? g + momentum[l] * buffer[k] : buffer[k]);
    }
}

STEP_VARIANT(plain_bare, plain, true)
STEP_VARIANT(plain_full, plain, false)
STEP_VARIANT(heavy_bare, heavy, true)
STEP_VARIANT(heavy_full, heavy, false)

static void
sgd_step(const void *data, const struct update *update)
{
    const struct sgd *self = data;
    bool bare = !self->maximize && self->weight_decay == 0;

    /* A momentum that is driven to 0 leaves the buffer alone. */
    if (update->momentum ? update->momentum[0] == 0 : self->momentum == 0)
        (bare ? plain_bare : plain_full)(self, update);
    else
        (bare && self->dampening == 0 ? heavy_bare : heavy_full)(self, update);
}

static void
sgdw_step(const void *data, const struct update *update)
{
    struct sgd self = *(const struct sgd *)data;

    for (size_t k = 0; k < update->size; k++)
        for (size_t l = 0; l < update->lanes; l++)
            update->x[k * update->lanes + l] *=
                1 - update->lr[l] * self.weight_decay;
    self.weight_decay = 0;
    sgd_step(&self, update);
}

/* The update is linear in x, v and the noise: x becomes a x + b v + c noise, v
 * becomes d x + e v + f noise. */
static void
sgd_moments(const void *data, const struct update *update, double curvature,
            double variance, double *moments)
{
    const struct sgd *self = data;
    double momentum = update->momentum ? update->momentum[0] : self->momentum;
    double sign = self->maximize ? -1 : 1, lr = update->lr[0];
    double slope = sign * curvature + self->weight_decay;
    double share = update->t == 0 ? 1 : 1 - self->dampening;
    double d = share * slope, e = momentum, f = share * sign;
    double a = 1 - lr * d, b = -lr * e, c = -lr * f;
    double xx = moments[0], xv = moments[1], vv = moments[2];

    if (momentum == 0) {
        d = f = 0;
        e = 1;
        a = 1 - lr * slope;
        b = 0;
        c = -lr * sign;
    } else if (self->nesterov) {
        a = 1 - lr * (slope + momentum * d);
        b = -lr * momentum * e;
        c = -lr * (sign + momentum * f);
    }
    moments[0] = a * a * xx + 2 * a * b * xv + b * b * vv + c * c * variance;
    moments[1] =
        a * d * xx + (a * e + b * d) * xv + b * e * vv + c * f * variance;
    moments[2] = d * d * xx + 2 * d * e * xv + e * e * vv + f * f * variance;
}

const struct optimizer optimizer_sgd = {
    .kind = {.name = "sgd",
             .calls = "momentum(momentum=0.9) "
                      "nesterov(momentum=0.9,nesterov=true)",
             .summary = "gradient descent, with momentum and Nesterov's look "
                        "ahead",
             .formula =
                 "g = gradient + weight_decay * x\n"
                 "b = momentum * b + (1 - dampening) * g   (first: b = g)\n"
                 "x = x - lr * b          (nesterov: lr * (g + momentum * b))",
             .symbol = "torch.optim.SGD",
             .source = "Sutskever et al. (2013)",
             .example = "sgd(lr=0.001, momentum=0.9)",
             TABLE_OF(struct sgd, sgd_parameters),
             .check = sgd_check},
    .adam_like_state = true,
    .vectors_with = {"momentum"},
    .step = sgd_step,
    .moments = sgd_moments,
};

const struct optimizer optimizer_sgdw = {
    .kind = {.name = "sgdw",
             .summary = "gradient descent, with weight decay apart from the "
                        "gradient",
             .formula = "x = x * (1 - lr * weight_decay)\n"
                        "then as sgd, without weight decay",
             .symbol = "timm.optim.SGDW",
             .source = "Loshchilov & Hutter (2019); compared with timm 1.0.31",
             .example = "sgdw(lr=0.001, momentum=0.9, weight_decay=0.1)",
             TABLE_OF(struct sgd, sgdw_parameters),
             .check = sgd_check},
    .adam_like_state = true,
    .vectors_with = {"momentum"},
    .step = sgdw_step,
    .shrinks_with = "weight_decay",
};
