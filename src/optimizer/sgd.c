/* sgd.c -- gradient descent, with momentum and Nesterov's look ahead.
 *
 * As in PyTorch, the first momentum buffer is the gradient itself, without
 * dampening, and maximize turns the gradient before weight decay is added. */
#include "optimizer/optimizer.h"

struct sgd {
    double lr, momentum, dampening, weight_decay;
    bool nesterov, maximize;
};

static const struct parameter parameters[] = {
    REAL(struct sgd, lr, "1e-3", "[0,inf)", "learning rate"),
    REAL(struct sgd, momentum, "0.0", "[0,inf)",
         "how much of the last update stays in the next"),
    REAL(struct sgd, dampening, "0.0", "(-inf,inf)",
         "what the gradient's share in the momentum is lowered by"),
    REAL(struct sgd, weight_decay, "0.0", "[0,inf)",
         "times the parameters, added to the gradient"),
    BOOLEAN(struct sgd, nesterov, "false",
            "the step is made from where the momentum leads"),
    BOOLEAN(struct sgd, maximize, "false", "climb instead of descend"),
    END_OF_TABLE,
};

static bool
sgd_check(const struct node *node, struct error *error)
{
    const struct sgd *self = node->self;

    if (!self->nesterov || (self->momentum > 0 && self->dampening == 0))
        return true;
    return error_at(error, node_place(node, "nesterov"),
                    "must have a momentum above 0 and no dampening");
}

static size_t
sgd_vectors(const void *self)
{
    return ((const struct sgd *)self)->momentum != 0;
}

/* Sutskever et al. (2013), with PyTorch's lr outside of the momentum. */
KERNEL
sgd_kernel(const struct sgd *self, const struct update *update,
           const double *restrict gradient, double *restrict x,
           double *restrict buffer, size_t lanes)
{
    double sign = self->maximize ? -1 : 1;

    for (size_t i = 0; i < update->size; i++)
        for (size_t l = 0; l < lanes; l++) {
            size_t k = i * lanes + l;
            double momentum =
                update->momentum ? update->momentum[l] : self->momentum;
            double g = sign * gradient[k] + self->weight_decay * x[k];

            if (update->t == 0)
                buffer[k] = g;
            else
                buffer[k] = momentum * buffer[k] + (1 - self->dampening) * g;
            g = self->nesterov ? g + momentum * buffer[k] : buffer[k];
            x[k] -= update->lr[l] * g;
        }
}

KERNEL
plain_kernel(const struct sgd *self, const struct update *update,
             const double *restrict gradient, double *restrict x, size_t lanes)
{
    double sign = self->maximize ? -1 : 1;

    for (size_t i = 0; i < update->size; i++)
        for (size_t l = 0; l < lanes; l++) {
            size_t k = i * lanes + l;

            x[k] -= update->lr[l] *
                    (sign * gradient[k] + self->weight_decay * x[k]);
        }
}

static void
sgd_step(const void *self, const struct update *update)
{
    if (sgd_vectors(self) == 0)
        WITH_LANES(plain_kernel, update->lanes, self, update, update->gradient,
                   update->x);
    else
        WITH_LANES(sgd_kernel, update->lanes, self, update, update->gradient,
                   update->x, update->state);
}

const struct optimizer optimizer_sgd = {
    .kind = {.name = "sgd",
             .aliases = "",
             .summary = "gradient descent, with momentum and Nesterov's look "
                        "ahead",
             .formula =
                 "g = gradient + weight_decay * x\n"
                 "b = momentum * b + (1 - dampening) * g   (first: b = g)\n"
                 "x = x - lr * b          (nesterov: lr * (g + momentum * b))",
             .source = "torch.optim.SGD; Sutskever et al. (2013)",
             .example = "sgd(lr=0.001, momentum=0.9)",
             .size = sizeof(struct sgd),
             .parameters = parameters,
             .check = sgd_check},
    .vectors = sgd_vectors,
    .step = sgd_step,
};
