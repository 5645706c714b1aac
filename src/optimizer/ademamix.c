/* ademamix.c -- Adam with a second mean that forgets very slowly. */
#include <math.h>

#include "optimizer/optimizer.h"

struct ademamix {
    double lr;
    double betas[3];
    double alpha;
    long beta3_warmup, alpha_warmup;
    double eps, weight_decay;
    bool maximize;
};

static const struct parameter parameters[] = {
    LR_ROW(struct ademamix, "0.001"),
    TRIPLE(struct ademamix, betas, "[0.9, 0.999, 0.9999]", "[0,1)",
           "how much of the mean, of the mean square and of the slow mean "
           "stays"),
    REAL(struct ademamix, alpha, "5", "[0,inf)", "the weight of the slow mean"),
    STEPS(struct ademamix, beta3_warmup, "null", "[1,inf) or null",
          "updates in which beta3 goes from beta1 to its value"),
    STEPS(struct ademamix, alpha_warmup, "null", "[1,inf) or null",
          "updates in which alpha goes from 0 to its value"),
    EPS_ROW(struct ademamix, "1e-8"),
    SHRINKING_DECAY_ROW(struct ademamix, "0"),
    MAXIMIZE_ROW(struct ademamix),
    END_OF_TABLE,
};

static double
alpha_at(const struct ademamix *self, double t)
{
    double end = (double)self->alpha_warmup;

    if (self->alpha_warmup == INTEGER_NULL || t >= end)
        return self->alpha;
    return t / end * self->alpha;
}

/* The updates in which a mean forgets one half. */
static double
half_life(double beta)
{
    return log(0.5) / log(beta + 1e-8) - 1;
}

/* beta3, whose half-life grows in equal steps. */
static double
beta3_at(const struct ademamix *self, double beta1, double t)
{
    double end = (double)self->beta3_warmup, share = t / end;

    if (self->beta3_warmup == INTEGER_NULL || t >= end)
        return self->betas[2];
    return pow(0.5, 1 / ((1 - share) * half_life(beta1) +
                         share * half_life(self->betas[2]) + 1));
}

/* Pagliardini et al. (2024), algorithm 1. */
KERNEL
ademamix_kernel(const struct ademamix *self, const struct update *update,
                const double *restrict gradient, double *restrict x,
                double *restrict state, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *mean = state, *square = mean + length, *slow = square + length;
    double beta2 = self->betas[1], sign = self->maximize ? -1 : 1;
    double root = sqrt(bias_correction(beta2, update->t + 1));
    double t = (double)update->t + 1, alpha = alpha_at(self, t);
    double beta1[LANES], beta3[LANES], correction[LANES];

    lane_betas(update, self->betas[0], beta1, correction, lanes);
    for (size_t l = 0; l < lanes; l++) {
        beta3[l] = beta3_at(self, beta1[l], t);
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = sign * gradient[k], step;

        mean[k] = blend(beta1[l], mean[k], g);
        slow[k] = blend(beta3[l], slow[k], g);
        square[k] = beta2 * square[k] + (1 - beta2) * g * g;
        step = (mean[k] / correction[l] + alpha * slow[k]) /
               (sqrt(square[k]) / root + self->eps);
        x[k] -= update->lr[l] * (step + self->weight_decay * x[k]);
    }
}

STEP_FUNCTION(ademamix_step, ademamix_kernel)

const struct optimizer optimizer_ademamix = {
    .kind = {.name = "ademamix",
             .summary = "Adam with a second mean that forgets very slowly",
             .formula = "m, v as in adam; n = beta3 * n + (1 - beta3) * g\n"
                        "x = x - lr * ((m / (1 - beta1^t) + alpha * n)\n"
                        "              / (sqrt(v) / sqrt(1 - beta2^t) + eps)\n"
                        "              + weight_decay * x)",
             .source = "Pagliardini et al. (2024)",
             .example = "ademamix(lr=0.001)",
             TABLE_OF(struct ademamix, parameters)},
    .vectors = 3,
    .step = ademamix_step,
    .shrinks_with = "weight_decay",
};
