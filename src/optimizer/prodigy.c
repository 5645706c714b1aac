/* prodigy.c -- Prodigy and D-Adaptation: Adam that estimates how far the
 * minimum is, and takes that for its rate.
 *
 * The distance is one number for all parameters. */
#include <math.h>

#include "optimizer/optimizer.h"

struct prodigy {
    double lr;
    double betas[2];
    double beta3, eps, weight_decay;
    bool decouple, use_bias_correction, safeguard_warmup;
    double d0, d_coef, growth_rate;
};

#define SINGLE "the distance is estimated over all parameters"

#define ROWS                                                                   \
    REAL(struct prodigy, lr, "1", "[0,inf)", "a factor on the distance"),      \
        BETAS_ROW(struct prodigy, "[0.9, 0.999]")
#define MORE(decoupled)                                                        \
    REAL(struct prodigy, eps, "1e-8", "(0,inf)",                               \
         "added to the root, so that it divides by no zero"),                  \
        SHRINKING_DECAY_ROW(struct prodigy, "0"),                              \
        BOOLEAN(struct prodigy, decouple, decoupled,                           \
                "else it is added to the gradient"),                           \
        BOOLEAN(struct prodigy, use_bias_correction, "false",                  \
                "correct the rate for the means' start at zero")
#define DISTANCE                                                               \
    REAL(struct prodigy, d0, "1e-6", "(0,inf)", "the first distance")
#define GROWTH                                                                 \
    REAL(struct prodigy, growth_rate, "null", "[1,inf) or null",               \
         "the most that an update multiplies the distance by")

static const struct parameter prodigy_parameters[] = {
    ROWS,
    REAL(struct prodigy, beta3, "null", "[0,1) or null",
         "how much of the sums stays; null is the root of beta2"),
    MORE("true"),
    BOOLEAN(struct prodigy, safeguard_warmup, "false",
            "leave the rate out of the denominator"),
    DISTANCE,
    REAL(struct prodigy, d_coef, "1", "(0,inf)",
         "a factor on the estimate of the distance"),
    GROWTH,
    END_OF_TABLE,
};

static const struct parameter dadapt_parameters[] = {
    ROWS, MORE("false"), DISTANCE, GROWTH, END_OF_TABLE,
};

static bool
prodigy_check(const struct node *node, struct error *error)
{
    struct prodigy *self = node->self;

    (void)error;
    if (isnan(self->beta3))
        self->beta3 = sqrt(self->betas[1]);
    return true;
}

/* The numbers of a lane. */
enum { DISTANCE_NOW, DISTANCE_MOST, NUMERATOR, NUMBERS };

/* The rates of all lanes, and the distances before the first update. */
static void
begin(const struct prodigy *self, const struct update *update, double *beta1,
      double *rate)
{
    double root = sqrt(bias_correction(self->betas[1], update->t + 1));

    for (size_t l = 0; l < update->lanes; l++) {
        double *d = &update->numbers[DISTANCE_NOW * update->lanes + l];

        if (update->t == 0)
            *d = update->numbers[DISTANCE_MOST * update->lanes + l] = self->d0;
        beta1[l] = lane_momentum(update, self->betas[0], l);
        rate[l] = *d * update->lr[l];
        if (self->use_bias_correction)
            rate[l] *= root / bias_correction(beta1[l], update->t + 1);
    }
}

/* The distance; it is kept from the first update on. */
static double
distance_now(const void *self, const struct update *update)
{
    const struct prodigy *prodigy = self;
    double distance = update->numbers[DISTANCE_NOW];

    return distance > 0 ? distance : prodigy->d0;
}

/* The most that a distance may become. */
static double
limit_of(const struct prodigy *self, double distance)
{
    return isnan(self->growth_rate) ? INFINITY : distance * self->growth_rate;
}

/* Prodigy's distance after the sums of an update. */
static void
prodigy_distance(const struct prodigy *self, const struct update *update,
                 size_t l, double product, double size)
{
    size_t lanes = update->lanes;
    double *numerator = &update->numbers[NUMERATOR * lanes + l];
    double *most = &update->numbers[DISTANCE_MOST * lanes + l];
    double *d = &update->numbers[DISTANCE_NOW * lanes + l];
    double estimate;

    if (update->lr[l] > 0)
        *numerator = self->beta3 * *numerator + product;
    if (!(update->lr[l] > 0) || size == 0)
        return;
    estimate = self->d_coef * *numerator / size;
    if (*d == self->d0)
        *d = fmax(*d, estimate);
    *most = fmax(*most, estimate);
    *d = fmin(*most, limit_of(self, *d));
}

/* Mishchenko & Defazio (2024), algorithm 4, in the order of their code. */
KERNEL
prodigy_kernel(const struct prodigy *self, const struct update *update,
               const double *restrict gradient, double *restrict x,
               double *restrict state, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *mean = state, *square = mean + length, *sum = square + length;
    double *start = sum + length, beta2 = self->betas[1];
    double beta1[LANES], rate[LANES], product[LANES], size[LANES];
    double decay[LANES], d[LANES];

    begin(self, update, beta1, rate);
    for (size_t l = 0; l < lanes; l++) {
        d[l] = update->numbers[DISTANCE_NOW * lanes + l];
        product[l] = size[l] = 0;
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = gradient[k], scale = d[l] / self->d0;

        g += self->decouple ? 0 : self->weight_decay * x[k];
        start[k] = update->t == 0 ? x[k] : start[k];
        if (!(update->lr[l] > 0))
            continue;
        product[l] += scale * rate[l] * (g * (start[k] - x[k]));
        mean[k] = beta1[l] * mean[k] + d[l] * (1 - beta1[l]) * g;
        square[k] = beta2 * square[k] + d[l] * d[l] * (1 - beta2) * g * g;
        sum[k] = self->beta3 * sum[k] +
                 scale * (self->safeguard_warmup ? d[l] : rate[l]) * g;
        size[l] += fabs(sum[k]);
    }
    for (size_t l = 0; l < lanes; l++) {
        prodigy_distance(self, update, l, product[l], size[l]);
        d[l] = update->numbers[DISTANCE_NOW * lanes + l];
        decay[l] = self->decouple ? self->weight_decay * rate[l] : 0;
        /* Without a gradient so far nothing moves. */
        rate[l] = size[l] == 0 ? 0 : rate[l];
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        if (rate[l] == 0)
            continue;
        x[k] -= decay[l] * x[k];
        x[k] -= rate[l] * mean[k] / (sqrt(square[k]) + d[l] * self->eps);
    }
}

/* Defazio & Mishchenko, D-Adaptation (2023), algorithm 5, in the order of
 * their code. */
KERNEL
dadapt_kernel(const struct prodigy *self, const struct update *update,
              const double *restrict gradient, double *restrict x,
              double *restrict state, size_t lanes, bool few)
{
    size_t length = update->size * lanes;
    double *mean = state, *square = mean + length, *sum = square + length;
    double beta2 = self->betas[1], root = sqrt(beta2);
    double beta1[LANES], rate[LANES], product[LANES], size[LANES];

    begin(self, update, beta1, rate);
    for (size_t l = 0; l < lanes; l++)
        product[l] = size[l] = 0;
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = gradient[k];

        g += self->decouple ? 0 : self->weight_decay * x[k];
        product[l] += rate[l] * (g * (sum[k] / (sqrt(square[k]) + self->eps)));
        mean[k] = beta1[l] * mean[k] + rate[l] * (1 - beta1[l]) * g;
        square[k] = beta2 * square[k] + (1 - beta2) * g * g;
        sum[k] = root * sum[k] + rate[l] * (1 - root) * g;
        size[l] += fabs(sum[k]);
    }
    for (size_t l = 0; l < lanes; l++) {
        double *kept = &update->numbers[NUMERATOR * lanes + l];
        double *d = &update->numbers[DISTANCE_NOW * lanes + l];

        if (size[l] == 0)
            continue;
        *kept = blend(root, *kept, product[l]);
        if (update->lr[l] > 0)
            *d = fmax(*d,
                      fmin(*kept / ((1 - root) * size[l]), limit_of(self, *d)));
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        if (size[l] == 0)
            continue;
        if (self->decouple)
            x[k] -= self->weight_decay * rate[l] * x[k];
        x[k] -= mean[k] / (sqrt(square[k]) + self->eps);
    }
}

STEP_FUNCTION(prodigy_step, prodigy_kernel)
STEP_FUNCTION(dadapt_step, dadapt_kernel)

const struct optimizer optimizer_prodigy = {
    .kind = {.name = "prodigy",
             .summary = "Adam at a rate that it estimates",
             .formula =
                 "w = d * lr;  r = beta3 * r + d / d0 * w * g (x0 - x)'\n"
                 "m = beta1 * m + (1 - beta1) * d * g\n"
                 "v = beta2 * v + (1 - beta2) * d^2 * g^2\n"
                 "s = beta3 * s + d / d0 * w * g\n"
                 "d = max(d, d_coef * r / |s|_1)\n"
                 "x = x - w * m / (sqrt(v) + d * eps)",
             .source =
                 "Mishchenko & Defazio (2024); compared with prodigyopt 1.1.2",
             .example = "prodigy(d0=0.001)",
             TABLE_OF(struct prodigy, prodigy_parameters),
             .check = prodigy_check},
    .vectors = 4,
    .numbers = NUMBERS,
    .step = prodigy_step,
    .estimate = distance_now,
    .one_group_reason = SINGLE,
};

const struct optimizer optimizer_dadapt_adam = {
    .kind = {.name = "dadapt_adam",
             .aliases = "DAdaptAdam",
             .summary = "Adam at the rate of D-Adaptation",
             .formula = "w = d * lr;  a = w * g (s / (sqrt(v) + eps))'\n"
                        "m = beta1 * m + (1 - beta1) * w * g;  v as in adam\n"
                        "s = sqrt(beta2) * s + (1 - sqrt(beta2)) * w * g\n"
                        "r = sqrt(beta2) * r + (1 - sqrt(beta2)) * a\n"
                        "d = max(d, r / ((1 - sqrt(beta2)) * |s|_1))\n"
                        "x = x - m / (sqrt(v) + eps)",
             .source =
                 "Defazio & Mishchenko (2023); compared with dadaptation 3.2",
             .example = "dadapt_adam(d0=0.001)",
             TABLE_OF(struct prodigy, dadapt_parameters)},
    .vectors = 3,
    .numbers = NUMBERS,
    .step = dadapt_step,
    .estimate = distance_now,
    .one_group_reason = SINGLE,
};
