/* schedule_free.c -- steps from a mean of the path, which needs no schedule.
 *
 * x is the point y between the mean and the path, where the gradient is
 * taken; the mean is the average. */
#include <math.h>

#include "optimizer/optimizer.h"

struct schedule_free {
    double lr, momentum;
    double betas[2];
    double eps, weight_decay;
    long warmup_steps;
    double r, weight_lr_power;
};

#define ROWS                                                                   \
    REAL(struct schedule_free, weight_decay, "0", "[0,inf)",                   \
         "times the parameters, added to the step"),                           \
        STEPS(struct schedule_free, warmup_steps, "0", "[0,inf)",              \
              "updates in which the rate grows from 0"),                       \
        REAL(struct schedule_free, r, "0", "(-inf,inf)",                       \
             "the power of t in the weights of the mean"),                     \
        REAL(struct schedule_free, weight_lr_power, "2", "(-inf,inf)",         \
             "the power of the largest rate in them")

static const struct parameter sgd_parameters[] = {
    LR_ROW(struct schedule_free, "1"),
    REAL(struct schedule_free, momentum, "0.9", "(0,1)",
         "the share of the mean in x"),
    ROWS,
    END_OF_TABLE,
};

static const struct parameter adamw_parameters[] = {
    LR_ROW(struct schedule_free, "0.0025"),
    PAIR(struct schedule_free, betas, "[0.9, 0.999]", "[0,1)",
         "the share of the mean in x, and how much of the mean square stays"),
    EPS_ROW(struct schedule_free, "1e-8"),
    ROWS,
    END_OF_TABLE,
};

static bool
adamw_check(const struct node *node, struct error *error)
{
    struct schedule_free *self = node->self;

    self->momentum = self->betas[0];
    return self->momentum > 0 ||
           error_at(error, node_place(node, "betas"),
                    "must be above 0 and below 1 in its first, not 0");
}

/* The weight of the newest point in the mean. */
static double
weight_of(const struct schedule_free *self, const struct update *update,
          double lr, size_t l)
{
    double *sum = &update->numbers[l];
    double *most = &update->numbers[update->lanes + l], weight;

    *most = fmax(lr, *most);
    weight =
        pow((double)update->t + 1, self->r) * pow(*most, self->weight_lr_power);
    *sum += weight;
    return *sum == 0 ? 0 : weight / *sum;
}

/* Defazio et al. (2024), algorithm 1, in the order of their code. */
KERNEL
schedule_free_kernel(const struct schedule_free *self,
                     const struct update *update,
                     const double *restrict gradient, double *restrict x,
                     double *restrict state, bool normalized, size_t lanes,
                     bool few)
{
    double *path = state, *square = state + update->size * lanes;
    double beta2 = self->betas[1], t = (double)update->t + 1;
    double correction = normalized ? bias_correction(beta2, update->t + 1) : 1;
    double warm =
        t < (double)self->warmup_steps ? t / (double)self->warmup_steps : 1;
    double lr[LANES], weight[LANES], step[LANES];

    for (size_t l = 0; l < lanes; l++) {
        double momentum = lane_momentum(update, self->momentum, l);

        lr[l] = update->lr[l] * warm;
        weight[l] = weight_of(self, update, lr[l], l);
        step[l] = lr[l] * (momentum * (1 - weight[l]) - 1);
    }
    EACH_ELEMENT (k, l, update->size, lanes, few) {
        double g = gradient[k];

        if (update->t == 0)
            path[k] = x[k];
        if (normalized) {
            square[k] = beta2 * square[k] + (1 - beta2) * g * g;
            g /= sqrt(square[k] / correction) + self->eps;
        }
        g += self->weight_decay * x[k];
        x[k] += weight[l] * (path[k] - x[k]);
        x[k] += step[l] * g;
        path[k] -= lr[l] * g;
    }
}

STEP_VARIANT(schedule_free_sgd_step, schedule_free_kernel, false)
STEP_VARIANT(schedule_free_adamw_step, schedule_free_kernel, true)

/* x = (1 - momentum) * path + momentum * average, solved. */
static void
schedule_free_average(const void *data, const struct update *update,
                      double *average)
{
    const struct schedule_free *self = data;

    for (size_t k = 0; k < update->size * update->lanes; k++) {
        size_t l = k % update->lanes;
        double share = 1 - 1 / lane_momentum(update, self->momentum, l);

        average[k] = update->x[k] + share * (update->state[k] - update->x[k]);
    }
}

const struct optimizer optimizer_schedule_free_sgd = {
    .kind = {.name = "schedule_free_sgd",
             .aliases = "SGDScheduleFree ScheduleFreeSGD",
             .summary = "gradient descent from a mean of its path",
             .formula = "w = t^r * (largest lr)^weight_lr_power"
                        "        (c = w / sum of w)\n"
                        "x = x + c * (z - x)\n"
                        "    + lr * (momentum * (1 - c) - 1) * gradient\n"
                        "z = z - lr * gradient\n"
                        "avg = x + (1 - 1 / momentum) * (z - x)",
             .source =
                 "Defazio et al. (2024); compared with schedulefree 1.4.1",
             .example = "schedule_free_sgd(lr=0.001)",
             TABLE_OF(struct schedule_free, sgd_parameters)},
    .vectors = 1,
    .numbers = 2, /* the sum of the weights, and the largest rate */
    .step = schedule_free_sgd_step,
    .average = schedule_free_average,
};

const struct optimizer optimizer_schedule_free_adamw = {
    .kind = {.name = "schedule_free_adamw",
             .aliases = "AdamWScheduleFree ScheduleFreeAdamW",
             .summary = "AdamW from a mean of its path",
             .formula = "v = beta2 * v + (1 - beta2) * gradient^2\n"
                        "g = gradient / (sqrt(v / (1 - beta2^t)) + eps)"
                        " + weight_decay * x\n"
                        "then as schedule_free_sgd, with g and beta1",
             .source =
                 "Defazio et al. (2024); compared with schedulefree 1.4.1",
             .example = "schedule_free_adamw(lr=0.01)",
             TABLE_OF(struct schedule_free, adamw_parameters),
             .check = adamw_check},
    .vectors = 2,
    .numbers = 2, /* the sum of the weights, and the largest rate */
    .step = schedule_free_adamw_step,
    .average = schedule_free_average,
};
