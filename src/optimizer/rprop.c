/* rprop.c -- steps of their own, that grow while the gradient keeps its sign.
 *
 * As in PyTorch, a change of sign makes no step back: the gradient is taken as
 * 0 once.  The learning rate is only the first step. */
#include "optimizer/optimizer.h"

struct rprop {
    double lr;
    double etas[2], step_sizes[2];
    bool maximize;
};

static const struct parameter parameters[] = {
    REAL(struct rprop, lr, "0.01", "[0,inf)", "the first step"),
    PAIR(struct rprop, etas, "[0.5, 1.2]", "(0,inf)",
         "what a step is multiplied by after a change of sign, and without"),
    PAIR(struct rprop, step_sizes, "[1e-6, 50]", "[0,inf)",
         "the least and the largest step"),
    MAXIMIZE_ROW(struct rprop),
    END_OF_TABLE,
};

static bool
rprop_check(const struct node *node, struct error *error)
{
    const struct rprop *self = node->self;

    return (self->etas[0] < 1 && self->etas[1] > 1) ||
           error_at(error, node_place(node, "etas"),
                    "must be a number below 1 and one above 1, not %g and %g",
                    self->etas[0], self->etas[1]);
}

/* Riedmiller & Braun (1993), without their step back. */
KERNEL
rprop_kernel(const struct rprop *self, const struct update *update,
             const double *restrict gradient, double *restrict x,
             double *restrict state, bool first, size_t lanes, bool few)
{
    double *before = state, *size = state + update->size * lanes;
    double sign = self->maximize ? -1 : 1;
    const double *etas = self->etas, *ends = self->step_sizes;

    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k], product = g * before[k];
        double now = first ? update->lr[l] : size[k];
        double factor = product > 0 ? etas[1] : product < 0 ? etas[0] : 1;

        size[k] = clamp(now * factor, ends[0], ends[1]);
        g = product < 0 ? 0 : g;
        x[k] -= sign_of(g) * size[k];
        before[k] = g;
    }
}

STEP_VARIANT(first, rprop_kernel, true)
STEP_VARIANT(later, rprop_kernel, false)

static void
rprop_step(const void *self, const struct update *update)
{
    (update->t == 0 ? first : later)(self, update);
}

const struct optimizer optimizer_rprop = {
    .kind = {.name = "rprop",
             .summary = "steps that grow while the gradient keeps its sign",
             .formula = "d = lr at first; etas[1] * d where g keeps its sign,\n"
                        "    etas[0] * d and g = 0 where it changes;\n"
                        "    at least step_sizes[0], at most step_sizes[1]\n"
                        "x = x - sign(g) * d",
             .symbol = "torch.optim.Rprop",
             .source = "Riedmiller & Braun (1993)",
             .example = "rprop(lr=0.01)",
             TABLE_OF(struct rprop, parameters),
             .check = rprop_check},
    .vectors = 2,
    .step = rprop_step,
    .moves_at_zero = "it moves: steps are at least step_sizes[0]",
};
