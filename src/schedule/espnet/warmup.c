/* warmup.c -- ESPnet's schedulers, which count steps from 1. */
#include <math.h>

#include "schedule/ramp.h"

#define ESPNET_KIND(file)                                                      \
    .source = "ESPnet's espnet2/schedulers/" file ".py",                       \
    .size = sizeof(struct ramp)
#define WARMUP_ROW(standard, range)                                            \
    RAMP_STEPS("warmup_steps", hold, standard, range, "steps of the rise")

/* Noam's curve, whose top is at its step `rise`. */
static double
noam(double step, double rise)
{
    return fmin(pow(step, -0.5), step * pow(rise, -1.5));
}

static double
warmup_row(const struct ramp *self, const struct ramp_phases *phases,
           double base, double now)
{
    double rise = (double)self->hold;

    (void)phases;
    return base * sqrt(rise) * noam(now + 1, rise);
}

static double
noam_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    (void)phases;
    return base * pow(self->power, -0.5) * noam(now + 1, (double)self->hold);
}

static double
step_row(const struct ramp *self, const struct ramp_phases *phases, double base,
         double now)
{
    double step = now + 1, rise = (double)self->hold,
           epoch = (double)self->fall;
    double epochs = floor(step / epoch) - floor(rise / epoch);

    (void)phases;
    return step <= rise
               ? base * (1 / rise) * step
               : base * pow(self->power, floor(epochs / (double)self->all));
}

static void
tristage_phases(const struct ramp *self, struct ramp_phases *phases)
{
    double rise = trunc(phases->all * self->rise_part);

    phases->level = rise + trunc(phases->all * self->hold_part);
    phases->fall = phases->all - phases->level;
    phases->rise = 0;
}

static double
tristage_row(const struct ramp *self, const struct ramp_phases *phases,
             double base, double now)
{
    double step = fmin(now + 1, phases->all), low = self->start * base;
    double rise = trunc(phases->all * self->rise_part);

    if (step < rise)
        return low + (base - low) / rise * step;
    if (step < phases->level || phases->fall == 0)
        return base;
    return base * exp(log(self->end) / phases->fall * (step - phases->level));
}

static bool
tristage_check(const struct node *node, struct error *error)
{
    const struct ramp *self = node->self;
    double sum = self->rise_part + self->hold_part + self->fall_part;

    return fabs(sum - 1) <= 1e-9 ||
           error_at(error, node_place(node, "decay_ratio"),
                    "must add up to 1 with warmup_ratio and hold_ratio, not "
                    "%g",
                    sum);
}

/* Row 0 keeps what the constructor sets. */
static double
exponential_row(const struct ramp *self, const struct ramp_phases *phases,
                double base, double now)
{
    double rise = (double)self->hold, done;

    if (now == 0)
        return self->cycle ? 0 : self->start;
    if (now < rise)
        return self->cycle ? self->start * ((now + 1) / rise) : base;
    done = (now - rise) / (phases->all - rise);
    return self->start * exp(log(self->end / self->start) * done);
}

static bool
exponential_check(const struct node *node, struct error *error)
{
    const struct ramp *self = node->self;

    return self->hold < self->all ||
           error_at(error, node_place(node, "warmup_steps"),
                    "must be below total_steps, %ld, not %ld", self->all,
                    self->hold);
}

const struct schedule_kind schedule_espnet_WarmupLR = {
    .kind = {.name = "espnet.WarmupLR",
             .summary = "up along a line to the base rate, then one over the "
                        "root of the step",
             .formula = "lr(t) = base * sqrt(W) * min(s^-0.5, s * W^-1.5)   "
                        "with s = t + 1\n"
                        "        W = warmup_steps",
             ESPNET_KIND("warmup_lr"),
             .example = "espnet.WarmupLR(warmup_steps=100)",
             PARAMETERS(WARMUP_ROW("25000", "[1,inf)"))},
    RAMP(.row = warmup_row),
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_espnet_NoamLR = {
    .kind = {.name = "espnet.NoamLR",
             .summary = "as WarmupLR, scaled by the width of the model",
             .formula = "lr(t) = base * model_size^-0.5 * min(s^-0.5, s * "
                        "W^-1.5)   with s = t + 1\n"
                        "        W = warmup_steps",
             ESPNET_KIND("noam_lr"),
             .example = "espnet.NoamLR(warmup_steps=100)",
             PARAMETERS(RAMP_REAL("model_size", power, "320", "(0,inf)",
                                  "the width of the model"),
                        WARMUP_ROW("25000", "[1,inf)"))},
    RAMP(.row = noam_row),
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_espnet_WarmupStepLR = {
    .kind = {.name = "espnet.WarmupStepLR",
             .summary = "a line up, then times gamma in every step_size epochs",
             .formula = "lr(t) = base * s / W   for s = t + 1 <= W = "
                        "warmup_steps\n"
                        "lr(t) = base * gamma^floor((floor(s / e) - floor(W / "
                        "e)) / step_size)\n"
                        "        e = steps_per_epoch",
             ESPNET_KIND("warmup_step_lr"),
             .example = "espnet.WarmupStepLR(100, steps_per_epoch=200)",
             PARAMETERS(WARMUP_ROW("25000", "[1,inf)"),
                        RAMP_STEPS("steps_per_epoch", fall, "10000", "[1,inf)",
                                   "steps of an epoch"),
                        RAMP_INTEGER("step_size", all, "1", "[1,inf)",
                                     "epochs between the falls"),
                        RAMP_REAL("gamma", power, "0.1", "(-inf,inf)",
                                  "what the rate is multiplied by"))},
    RAMP(.row = step_row),
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_espnet_TristageLR = {
    .kind = {.name = "espnet.TristageLR",
             .summary = "a line up from a share of the base, level, and an "
                        "exponential fall, over shares of all",
             .formula = "lr(t) = base * (i + (1 - i) * s / W)   for s = t + 1 "
                        "< W, i = init_lr_scale\n"
                        "lr(t) = base   for s < H, the end of the level "
                        "stretch\n"
                        "lr(t) = base * f^((s - H) / (N - H)), f = "
                        "final_lr_scale; no further",
             ESPNET_KIND("tristage_lr"),
             .example = "espnet.TristageLR(max_steps=1000)",
             PARAMETERS(
                 RAMP_TOTAL("max_steps", "[1,inf) or null", "steps in all"),
                 RAMP_REAL("warmup_ratio", rise_part, "0.1", "[0,1]",
                           "the share that rises"),
                 RAMP_REAL("hold_ratio", hold_part, "0.4", "[0,1]",
                           "the share that stays level"),
                 RAMP_REAL("decay_ratio", fall_part, "0.5", "[0,1]",
                           "the share that falls"),
                 RAMP_REAL("init_lr_scale", start, "0.01", "(0,1]",
                           "the share of the base rate to start from"),
                 RAMP_REAL("final_lr_scale", end, "0.01", "(0,1]",
                           "the share of the base rate at the end")),
             .check = tristage_check},
    RAMP(.phases = tristage_phases, .row = tristage_row),
    .ends = "max_steps",
};

const struct schedule_kind schedule_espnet_ExponentialDecayWarmup = {
    .kind =
        {.name = "espnet.ExponentialDecayWarmup",
         .summary = "level at the base rate or a line up to max_lr, then an "
                    "exponential fall to min_lr",
         .formula = "lr(t) = base   for t < W = warmup_steps, and max_lr in "
                    "row 0\n"
                    "        warm_from_zero: max_lr * (t + 1) / W, and 0 "
                    "in row 0\n"
                    "lr(t) = max_lr * (min_lr / max_lr)^((t - W) / "
                    "(total_steps - W))",
         ESPNET_KIND("exponential_decay_warmup"),
         .example = "espnet.ExponentialDecayWarmup(max_lr=0.1, "
                    "min_lr=0.001, total_steps=1000)",
         PARAMETERS(
             RAMP_REAL("max_lr", start, NULL, "(0,inf)", "the highest rate"),
             RAMP_REAL("min_lr", end, NULL, "(0,inf)", "the rate at the end"),
             RAMP_TOTAL("total_steps", "[1,inf) or null", "steps in all"),
             WARMUP_ROW("0", "[0,inf)"),
             RAMP_FLAG("warm_from_zero", cycle, "false",
                       "rise before it falls")),
         .check = exponential_check},
    RAMP(.row = exponential_row),
    .ends = "total_steps",
    .rise = "warmup_steps",
};
