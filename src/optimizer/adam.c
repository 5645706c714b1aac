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
    LR_ROW(struct adam, "0.001"), BETAS_ROW(struct adam, "[0.9, 0.999]"),      \
        EPS_ROW(struct adam, "1e-8"),                                          \
        REAL(struct adam, weight_decay, decay, "[0,inf)", meaning),            \
        BOOLEAN(struct adam, amsgrad, "false",                                 \
                "divide by the largest mean square so far"),                   \
        MAXIMIZE_ROW(struct adam)

static const struct parameter adam_parameters[] = {
    ADAM_ROWS("0", "times the parameters, added to the gradient"),
    DECOUPLED_ROW(struct adam),
    END_OF_TABLE,
};

static const struct parameter adamw_parameters[] = {
    ADAM_ROWS("0.01", "times lr, the share by which parameters shrink"),
    END_OF_TABLE,
};

/* What makes it another optimizer is no parameter of its own. */
static bool
adamw_check(const struct node *node, struct error *error)
{
    (void)error;
    ((struct adam *)node->self)->decoupled_weight_decay = true;
    return true;
}

/* Which parts of the formula an instance has. */
enum {
    ADORNED = 1, /* maximize, or weight decay of either kind */
    AMSGRAD = 2,
    SETTLED = 4, /* the root's correction is 1 */
};

/* Kingma & Ba, Adam (2015), algorithm 1; Loshchilov & Hutter, Decoupled
 * weight decay (2019), algorithm 2; Reddi et al. (2018) for amsgrad. */
KERNEL
adam_kernel(const struct adam *self, const struct update *update,
            const double *restrict gradient, double *restrict x,
            double *restrict state, int parts, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *mean = state, *square = mean + length, *largest = square + length;
    bool decoupled = self->decoupled_weight_decay;
    double beta2 = self->betas[1], eps = self->eps;
    double root = sqrt(bias_correction(beta2, update->t + 1));
    double decay = decoupled ? 0 : self->weight_decay;
    double sign = self->maximize ? -1 : 1;
    double beta1[LANES], step[LANES], shrink[LANES];

    lane_betas(update, self->betas[0], beta1, step, lanes);

    for (size_t l = 0; l < lanes; l++) {
        step[l] = update->lr[l] / step[l];
        shrink[l] = decoupled ? 1 - update->lr[l] * self->weight_decay : 1;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double now = x[k], g = gradient[k], most;

        if (parts & ADORNED) {
            now *= shrink[l];
            g = sign * g + decay * now;
        }
        mean[k] = beta1[l] * mean[k] + (1 - beta1[l]) * g;
        square[k] = beta2 * square[k] + (1 - beta2) * g * g;
        most = square[k];
        /* A NaN stays. */
        if (parts & AMSGRAD)
            largest[k] = most = most <= largest[k] ? largest[k] : most;
        most = sqrt(most);
        if (!(parts & SETTLED))
            most /= root;
        x[k] = now - step[l] * mean[k] / (most + eps);
    }
}

STEP_VARIANT(plain, adam_kernel, 0)
STEP_VARIANT(settled, adam_kernel, SETTLED)
STEP_VARIANT(adorned, adam_kernel, ADORNED)
STEP_VARIANT(settled_adorned, adam_kernel, SETTLED | ADORNED)
STEP_VARIANT(amsgrad, adam_kernel, ADORNED | AMSGRAD)

static void
adam_step(const void *data, const struct update *update)
{
    const struct adam *self = data;
    bool bare = !self->maximize && self->weight_decay == 0;
    bool past = bias_settled(self->betas[1], update->t + 1);

    if (self->amsgrad)
        amsgrad(self, update);
    else if (past)
        (bare ? settled : settled_adorned)(self, update);
    else
        (bare ? plain : adorned)(self, update);
}

const struct optimizer optimizer_adam = {
    .kind = {.name = "adam",
             .calls = "amsgrad(amsgrad=true)",
             .summary = "mean over root mean square of the gradient",
             .formula = "g = gradient + weight_decay * x\n"
                        "m = beta1 * m + (1 - beta1) * g\n"
                        "v = beta2 * v + (1 - beta2) * g^2\n"
                        "x = x - lr / (1 - beta1^t) * m\n"
                        "        / (sqrt(v) / sqrt(1 - beta2^t) + eps)",
             .symbol = "torch.optim.Adam",
             .source = "Kingma & Ba (2015)",
             .example = "adam(lr=0.01)",
             TABLE_OF(struct adam, adam_parameters)},
    .adam_like_state = true,
    .vectors = 2,
    .vectors_with = {"amsgrad"},
    .step = adam_step,
    .shrinks_with = "decoupled_weight_decay",
};

const struct optimizer optimizer_adamw = {
    .kind = {.name = "adamw",
             .summary = "Adam, with weight decay apart from the gradient",
             .formula = "x = x * (1 - lr * weight_decay)\n"
                        "then as adam, without weight decay",
             .symbol = "torch.optim.AdamW",
             .source = "Loshchilov & Hutter (2019)",
             .example = "adamw(lr=0.01, weight_decay=0.1)",
             TABLE_OF(struct adam, adamw_parameters),
             .check = adamw_check},
    .adam_like_state = true,
    .vectors = 2,
    .vectors_with = {"amsgrad"},
    .step = adam_step,
    .shrinks_with = "weight_decay",
};
