/* decay.c -- after a linear rise: nothing, a line, a power or a root.
 *
 * Each is a factor on the base rate, as PyTorch's LambdaLR applies it. */
#include <math.h>

#include "schedule/hf/hf.h"

static const struct parameter constant_parameters[] = {END_OF_TABLE};

static bool
no_steps_check(const struct node *node, struct error *error)
{
    struct hf *self = node->self;

    (void)error;
    self->num_training_steps = INTEGER_NULL;
    return true;
}

static double
constant_share(const struct schedule *schedule, long t)
{
    (void)schedule;
    (void)t;
    return 1;
}

static double
warmup_share(const struct schedule *schedule, long t)
{
    struct hf_row row = hf_row(schedule, t);

    return row.rises ? row.done : 1;
}

static double
linear_share(const struct schedule *schedule, long t)
{
    struct hf_steps steps = hf_steps(schedule->self);
    double now = (double)t;

    if (now < steps.rise)
        return now / steps.rise;
    return fmax(0, (steps.all - now) / fmax(1, steps.all - steps.rise));
}

/* The rate that lr_end is compared with is the optimizer's, not a group's. */
static void
polynomial_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct hf *self = schedule->self;
    struct hf_steps steps = hf_steps(self);
    double left = 1 - ((double)t - steps.rise) / (steps.all - steps.rise);
    double power;

    if ((double)t < steps.rise) {
        rates_share(schedule, rates, (double)t / steps.rise);
        return;
    }
    power = (double)t > steps.all ? 0 : pow(left, self->power);
    for (size_t i = 0; i < schedule->count; i++) {
        double lr = schedule->run->lr[i % schedule->lanes];
        double rate = (double)t > steps.all
                          ? self->lr_end
                          : (lr - self->lr_end) * power + self->lr_end;

        rates[i].lr = schedule->base[i] * (rate / lr);
    }
}

/* What transformers divides by. */
static bool
polynomial_check(const struct node *node, struct error *error)
{
    struct hf_steps steps = hf_steps(node->self);

    return steps.rise != steps.all ||
           error_at(error, node_place(node, "num_warmup_steps"),
                    "must not rise in all %.0f steps: the fall has none",
                    steps.all);
}

static bool
polynomial_fits(const struct node *node, const struct schedule_run *run,
                struct error *error)
{
    return schedule_check_below(node, "lr_end", *run->lr, true, error);
}

static double
inverse_sqrt_share(const struct schedule *schedule, long t)
{
    const struct hf *self = schedule->self;
    double rise = hf_steps(self).rise, now = (double)t;
    double scale = self->timescale != INTEGER_NULL ? (double)self->timescale
                   : rise > 0                      ? rise
                                                   : 10000;

    return now < rise ? now / rise : 1 / sqrt((now + scale - rise) / scale);
}

const struct schedule_kind schedule_hf_constant = {
    .kind = {.name = "hf.constant",
             .summary = "the base rate",
             .formula = "lr(t) = base",
             HF_KIND("get_constant_schedule"),
             .example = "hf.constant",
             .parameters = constant_parameters},
    .share = constant_share,
};

const struct schedule_kind schedule_hf_constant_with_warmup = {
    .kind = {.name = "hf.constant_with_warmup",
             .summary = "a line from 0, then the base rate",
             .formula = HF_RISE "lr(t) = base           from there on",
             HF_KIND("get_constant_schedule_with_warmup"),
             .example = "hf.constant_with_warmup(num_warmup_steps=100)",
             PARAMETERS(HF_WARMUP_STEPS, HF_WARMUP_RATIO),
             .check = no_steps_check},
    .share = warmup_share,
    .rise = "num_warmup_steps",
};

const struct schedule_kind schedule_hf_linear = {
    .kind = {.name = "hf.linear",
             .summary = "a line from 0 up, then a line down to 0 at the end",
             .formula = HF_RISE
             "lr(t) = base * max(0, (N - t) / (N - W))   of N steps",
             HF_KIND("get_linear_schedule_with_warmup"),
             .example = "hf.linear(num_warmup_steps=100, "
                        "num_training_steps=1000)",
             PARAMETERS(HF_WARMUP_STEPS, HF_TRAINING_STEPS, HF_WARMUP_RATIO)},
    .share = linear_share,
    .ends = "num_training_steps",
    .rise = "num_warmup_steps",
};

const struct schedule_kind schedule_hf_polynomial = {
    .kind = {.name = "hf.polynomial",
             .summary = "a line from 0 up, then along a power down to lr_end",
             .formula =
                 HF_RISE "lr(t) = base / lr0 * ((lr0 - lr_end) * p^power + "
                         "lr_end)\n"
                         "        p = 1 - (t - W) / (N - W), of N steps; 0 "
                         "beyond\n"
                         "        lr0: the optimizer's own rate",
             HF_KIND("get_polynomial_decay_schedule_with_warmup"),
             .example = "hf.polynomial(num_warmup_steps=100, "
                        "num_training_steps=1000, power=2)",
             PARAMETERS(HF_WARMUP_STEPS, HF_TRAINING_STEPS,
                        REAL(struct hf, lr_end, "1e-7", "(-inf,inf)",
                             "the rate at the end of a group whose base is the "
                             "optimizer's rate, "
                             "which must be above it"),
                        REAL(struct hf, power, "1", "[0,inf)",
                             "of the share that is left"),
                        HF_WARMUP_RATIO),
             .check = polynomial_check},
    .set = polynomial_set,
    .fits = polynomial_fits,
    .ends = "num_training_steps",
    .rise = "num_warmup_steps",
};

const struct schedule_kind schedule_hf_inverse_sqrt = {
    .kind = {.name = "hf.inverse_sqrt",
             .summary = "a line from 0 up, then one over the root of the step",
             .formula =
                 HF_RISE "lr(t) = base / sqrt((t + timescale - W) / timescale)",
             HF_KIND("get_inverse_sqrt_schedule"),
             .example = "hf.inverse_sqrt(num_warmup_steps=100)",
             PARAMETERS(HF_WARMUP_STEPS,
                        STEPS(struct hf, timescale, "null", "[1,inf) or null",
                              "how slow it falls; null is num_warmup_steps, or "
                              "10000 if that is "
                              "0"),
                        HF_WARMUP_RATIO),
             .check = no_steps_check},
    .share = inverse_sqrt_share,
    .rise = "num_warmup_steps",
};
