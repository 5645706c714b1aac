/* lamb.c -- LAMB and LARS: steps as large as the parameters of a group.
 *
 * Norms run over the group, which is one tensor. */
#include <math.h>

#include "optimizer/optimizer.h"

struct lamb {
    double lr;
    double betas[2];
    double eps, weight_decay, clamp_value;
    bool debias, maximize;
};

#define ROWS(decay)                                                            \
    LR_ROW(struct lamb, "0.001"), BETAS_ROW(struct lamb, "[0.9, 0.999]"),      \
        EPS_ROW(struct lamb, "1e-6"),                                          \
        REAL(struct lamb, weight_decay, decay, "[0,inf)",                      \
             "times the parameters, added to the step")

static const struct parameter lamb_parameters[] = {
    ROWS("0.01"),
    REAL(struct lamb, clamp_value, "null", "(0,inf) or null",
         "the largest norm of parameters that counts"),
    BOOLEAN(struct lamb, debias, "true",
            "correct mean and mean square for their start at zero"),
    MAXIMIZE_ROW(struct lamb),
    END_OF_TABLE,
};

static const struct parameter jettify_parameters[] = {
    ROWS("0"),
    REAL(struct lamb, clamp_value, "10", "(0,inf) or null",
         "the largest norm of parameters that counts"),
    BOOLEAN(struct lamb, debias, "false",
            "correct the rate for the means' start at zero"),
    END_OF_TABLE,
};

/* The norm of the parameters over that of the step; 1 where either is 0. */
static double
trust(const struct lamb *self, double parameters, double step)
{
    double norm = sqrt(parameters);

    if (!isnan(self->clamp_value))
        norm = norm > self->clamp_value ? self->clamp_value : norm;
    return norm == 0 || step == 0 ? 1 : norm / sqrt(step);
}

/* The step of an element before it is scaled; `inside` corrects the means. */
static inline double
direction(const struct lamb *self, double mean, double square, double x,
          double correction, double root)
{
    return mean / correction / (sqrt(square) / root + self->eps) +
           self->weight_decay * x;
}

/* You et al. (2020), algorithm 2.  Where the correction is not `inside` it is
 * the rate's, as jettify has it. */
KERNEL
lamb_kernel(const struct lamb *self, const struct update *update,
            const double *restrict gradient, double *restrict x,
            double *restrict state, bool inside, size_t lanes, bool few)
{
    double *mean = state, *square = state + update->size * lanes;
    double beta2 = self->betas[1], sign = self->maximize ? -1 : 1;
    double root = sqrt(bias_correction(beta2, update->t + 1));
    double beta1[LANES], correction[LANES], rate[LANES];
    double own[LANES], steps[LANES];

    lane_betas(update, self->betas[0], beta1, correction, lanes);
    for (size_t l = 0; l < lanes; l++) {
        double bias = correction[l];

        correction[l] = inside ? bias : 1;
        rate[l] = update->lr[l] * (!inside && self->debias ? root / bias : 1);
        own[l] = steps[l] = 0;
    }
    root = inside ? root : 1;
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k], step;

        mean[k] = blend(beta1[l], mean[k], g);
        square[k] = beta2 * square[k] + (1 - beta2) * g * g;
        step = direction(self, mean[k], square[k], x[k], correction[l], root);
        own[l] += x[k] * x[k];
        steps[l] += step * step;
    }
    for (size_t l = 0; l < lanes; l++)
        rate[l] *= trust(self, own[l], steps[l]);
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        x[k] -= rate[l] *
                direction(self, mean[k], square[k], x[k], correction[l], root);
    }
}

STEP_VARIANT(lamb_inside, lamb_kernel, true)
STEP_VARIANT(lamb_outside, lamb_kernel, false)

static void
lamb_step(const void *data, const struct update *update)
{
    const struct lamb *self = data;

    (self->debias ? lamb_inside : lamb_outside)(self, update);
}

#define FORMULA_LAMB                                                           \
    "m, v as in adam\n"                                                        \
    "u = m / (1 - beta1^t) / (sqrt(v) / sqrt(1 - beta2^t) + eps)\n"            \
    "    + weight_decay * x\n"                                                 \
    "x = x - lr * |x| / |u| * u"

const struct optimizer optimizer_lamb = {
    .kind = {.name = "lamb",
             .summary = "Adam's step, as large as the parameters",
             .formula = FORMULA_LAMB,
             .source = "You et al. (2020)",
             .example = "lamb(lr=0.01)",
             TABLE_OF(struct lamb, lamb_parameters)},
    .vectors = 2,
    .step = lamb_step,
};

const struct optimizer optimizer_jettify_lamb = {
    .kind = {.name = "jettify.lamb",
             .summary = "LAMB without the correction of its means",
             .formula = "m, v as in adam\n"
                        "u = m / (sqrt(v) + eps) + weight_decay * x\n"
                        "x = x - lr * min(|x|, clamp_value) / |u| * u",
             .source = "jettify/pytorch-optimizer, Lamb; You et al. (2020)",
             .example = "jettify.lamb(lr=0.01)",
             TABLE_OF(struct lamb, jettify_parameters)},
    .vectors = 2,
    .step = lamb_outside,
};
