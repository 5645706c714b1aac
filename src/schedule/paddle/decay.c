/* decay.c -- PaddlePaddle's schedules that PyTorch has not, or has otherwise.
 */
#include <math.h>

#include "schedule/schedule.h"

struct paddle {
    double gamma, end_lr, power, start_lr, d_model;
    long decay_steps, warmup_steps;
    bool cycle;
    struct integers boundaries;
    struct reals values;
};

#define PADDLE_KIND(class)                                                     \
    .aliases = "", .symbol = "paddle.optimizer.lr." class,                     \
    .size = sizeof(struct paddle)

static double
natural_share(const struct schedule *schedule, long t)
{
    const struct paddle *self = schedule->self;

    return exp(-self->gamma * (double)t);
}

static double
inverse_share(const struct schedule *schedule, long t)
{
    const struct paddle *self = schedule->self;

    return 1 / (1 + self->gamma * (double)t);
}

static void
polynomial_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct paddle *self = schedule->self;
    double now = (double)t, steps = (double)self->decay_steps, end, left;

    if (self->cycle)
        steps *= t == 0 ? 1 : ceil(now / steps);
    else
        now = fmin(now, steps);
    left = pow(1 - now / steps, self->power);
    end = self->end_lr;
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = (schedule->base[i] - end) * left + end;
}

static double
noam_share(const struct schedule *schedule, long t)
{
    const struct paddle *self = schedule->self;
    double now = (double)t;

    return pow(self->d_model, -0.5) *
           fmin(t == 0 ? 1 : pow(now, -0.5),
                pow((double)self->warmup_steps, -1.5) * now);
}

static void
warmup_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct paddle *self = schedule->self;

    if (t < self->warmup_steps)
        rates_set(schedule, rates,
                  (self->end_lr - self->start_lr) * (double)t /
                          (double)self->warmup_steps +
                      self->start_lr);
    else
        rates_share(schedule, rates, 1);
}

static double
piecewise_rate(const struct schedule *schedule, long t)
{
    const struct paddle *self = schedule->self;
    size_t i = 0;

    while (i < self->boundaries.count && t >= self->boundaries.values[i])
        i++;
    return self->values.values[i];
}

static bool
piecewise_check(const struct node *node, struct error *error)
{
    const struct paddle *self = node->self;

    return self->values.count == self->boundaries.count + 1 ||
           error_at(error, node_place(node, "values"),
                    "must be %zu numbers, one more than boundaries, not %zu",
                    self->boundaries.count + 1, self->values.count);
}

static bool
warmup_check(const struct node *node, struct error *error)
{
    const struct paddle *self = node->self;

    return self->end_lr > self->start_lr ||
           error_at(error, node_place(node, "end_lr"),
                    "must be above start_lr, %g, not %g", self->start_lr,
                    self->end_lr);
}

const struct schedule_kind schedule_paddle_NaturalExpDecay = {
    .kind = {.name = "paddle.NaturalExpDecay",
             .summary = "an exponential fall by gamma a step",
             .formula = "lr(t) = base * exp(-gamma * t)",
             PADDLE_KIND("NaturalExpDecay"),
             .example = "paddle.NaturalExpDecay(gamma=0.001)",
             PARAMETERS(REAL(struct paddle, gamma, NULL, "(0,inf)",
                             "how fast it falls"))},
    .share = natural_share,
};

const struct schedule_kind schedule_paddle_InverseTimeDecay = {
    .kind = {.name = "paddle.InverseTimeDecay",
             .summary = "one over the step",
             .formula = "lr(t) = base / (1 + gamma * t)",
             PADDLE_KIND("InverseTimeDecay"),
             .example = "paddle.InverseTimeDecay(gamma=0.01)",
             PARAMETERS(REAL(struct paddle, gamma, NULL, "[0,inf)",
                             "how fast it falls"))},
    .share = inverse_share,
};

const struct schedule_kind schedule_paddle_PolynomialDecay = {
    .kind = {.name = "paddle.PolynomialDecay",
             .summary = "a power of what is left, down to end_lr",
             .formula = "lr(t) = end_lr + (base - end_lr) * (1 - min(t, T) / "
                        "T)^power\n"
                        "        T = decay_steps; cycle: T * ceil(t / T)",
             PADDLE_KIND("PolynomialDecay"),
             .example = "paddle.PolynomialDecay(decay_steps=1000)",
             PARAMETERS(
                 TOTAL(struct paddle, decay_steps, NULL, "[1,inf) or null",
                       "steps of the fall"),
                 REAL(struct paddle, end_lr, "0.0001", "(-inf,inf)",
                      "the rate at the end"),
                 REAL(struct paddle, power, "1", "(0,inf)", "of what is left"),
                 BOOLEAN(struct paddle, cycle, "false",
                         "begin anew past the end"))},
    .set = polynomial_set,
    .ends = "decay_steps",
};

const struct schedule_kind schedule_paddle_NoamDecay = {
    .kind = {.name = "paddle.NoamDecay",
             .summary = "up along a line, then one over the root of the step",
             .formula = "lr(t) = base * d_model^-0.5 * min(t^-0.5, t * "
                        "warmup_steps^-1.5)",
             PADDLE_KIND("NoamDecay"),
             .example = "paddle.NoamDecay(d_model=512, warmup_steps=100)",
             PARAMETERS(REAL(struct paddle, d_model, NULL, "(0,inf)",
                             "the width of the model"),
                        STEPS(struct paddle, warmup_steps, NULL, "[1,inf)",
                              "steps of the rise"))},
    .share = noam_share,
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_paddle_PiecewiseDecay = {
    .kind = {.name = "paddle.PiecewiseDecay",
             .summary = "a rate before each boundary, and a last one",
             .formula = "lr(t) = the value of the first boundary above t, or "
                        "the last value",
             PADDLE_KIND("PiecewiseDecay"),
             .example = "paddle.PiecewiseDecay([300, 600], [0.1, 0.01, "
                        "0.001])",
             PARAMETERS(STEPS_LIST(struct paddle, boundaries, NULL,
                                   "(-inf,inf)", "the steps, rising"),
                        REALS(struct paddle, values, NULL, "(-inf,inf)",
                              "the rates, one more than boundaries")),
             .check = piecewise_check},
    .rate = piecewise_rate,
};

const struct schedule_kind schedule_paddle_LinearWarmup = {
    .kind = {.name = "paddle.LinearWarmup",
             .summary = "a line from rate to rate, then the base rate; -> what "
                        "follows",
             .formula = "lr(t) = start_lr + (end_lr - start_lr) * t / W   for "
                        "t < W = warmup_steps\n"
                        "lr(t) = base",
             PADDLE_KIND("LinearWarmup"),
             .example = "paddle.LinearWarmup(warmup_steps=100, start_lr=0, "
                        "end_lr=0.001)",
             PARAMETERS(STEPS(struct paddle, warmup_steps, NULL, "[1,inf)",
                              "steps of the rise"),
                        REAL(struct paddle, start_lr, NULL, "[0,inf)",
                             "the rate in row 0"),
                        REAL(struct paddle, end_lr, NULL, "(-inf,inf)",
                             "the rate that the rise leads to")),
             .check = warmup_check},
    .set = warmup_set,
    .ends = "warmup_steps",
    .rise = "warmup_steps",
};
