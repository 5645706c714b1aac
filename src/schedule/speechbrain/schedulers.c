/* schedulers.c -- SpeechBrain's schedulers that rise, and fall to an end. */
#include "schedule/speechbrain/speechbrain.h"

static double
linear_warmup(const struct speechbrain *self, double now)
{
    double rise = (double)self->num_warmup_steps;
    double all = (double)self->num_training_steps;

    return now < rise ? now / fmax(1, rise)
                      : fmax(0, (all - now) / fmax(1, all - rise));
}
SHARE(linear_warmup)

/* It counts its calls from 0, and so comes a row late. */
static double
warm_and_exp(const struct speechbrain *self, double now)
{
    double rise = (double)self->n_warmup_steps, step = now - 1;
    double all = (double)self->total_steps;

    return step < rise
               ? step / rise
               : fmin(1, pow(self->decay_factor, (step - rise) / (all - rise)));
}
SHARE(warm_and_exp)

static double
cyclic_cosine(const struct speechbrain *self, double now)
{
    double rise = (double)self->n_warmup_steps;

    return 0.5 * (cos(M_PI * (now - rise) / (double)self->total_steps) + 1);
}
SHARE(cyclic_cosine)

static double
tri_stage(const struct speechbrain *self, double now)
{
    double rise = (double)self->warmup_steps;
    double held = rise + (double)self->hold_steps;
    double start = self->init_lr_scale;

    if (now < rise)
        return start + (1 - start) / rise * now;
    if (now < held)
        return 1;
    return exp(log(self->final_lr_scale) / (double)self->decay_steps *
               (now - held));
}
SHARE(tri_stage)

static double
warm_cool(const struct speechbrain *self, double now)
{
    double rise = (double)self->warmup, cool = (double)self->cooldown;
    double last = (double)self->total_steps - cool, top;
    double power = log(self->decay_factor) / self->decay_every;

    if (now < rise)
        return now / rise;
    if (now <= last)
        return exp(power * (now - rise));
    top = exp(power * last);
    return top - top / cool * (now - last);
}
SHARE(warm_cool)

const struct schedule_kind schedule_speechbrain_LinearWarmupScheduler = {
    .kind = {.name = "speechbrain.LinearWarmupScheduler",
             .summary = "a line up and a line down to 0, after an update at "
                        "the base rate",
             .formula = "lr(t) = base * t / W   for t < W" FIRST "\n"
                        "lr(t) = base * max(0, N - t) / (N - W)",
             SPEECHBRAIN_KIND,
             .example = "speechbrain.LinearWarmupScheduler("
                        "num_warmup_steps=100, num_training_steps=1000)",
             PARAMETERS(RISE_ROW(num_warmup_steps, NULL, "[0,inf)"),
                        TOTAL(struct speechbrain, num_training_steps, NULL,
                              "[1,inf) or null", "steps in all"))},
    .share = linear_warmup_share,
    .ends = "num_training_steps",
    .rise = "num_warmup_steps",
};

/* The fall divides by its steps. */
static bool
warm_and_exp_check(const struct node *node, struct error *error)
{
    const struct speechbrain *self = node->self;

    return self->total_steps != self->n_warmup_steps ||
           error_at(error, node_place(node, "total_steps"),
                    "must not be n_warmup_steps: no step is left for the fall");
}

const struct schedule_kind schedule_speechbrain_WarmAndExpDecayLRSchedule = {
    .kind = {.name = "speechbrain.WarmAndExpDecayLRSchedule",
             .aliases = "speechbrain.WarmAndExpDecay",
             .summary = "a line up and an exponential fall, a row late",
             .formula = "lr(t) = base * s / W   for s = t - 1 < W" FIRST "\n"
                        "lr(t) = base * decay_factor^((s - W) / (total_steps - "
                        "W)), at most base",
             SPEECHBRAIN_KIND,
             .example = "speechbrain.WarmAndExpDecayLRSchedule("
                        "n_warmup_steps=100, total_steps=1000)",
             PARAMETERS(RISE_ROW(n_warmup_steps, NULL, "[0,inf)"),
                        TOTAL(struct speechbrain, total_steps, NULL,
                              "[1,inf) or null", "steps in all"),
                        REAL(struct speechbrain, decay_factor, "0.1", "(0,inf)",
                             "the share of the base rate at the end")),
             .check = warm_and_exp_check},
    .share = warm_and_exp_share,
    .rise = "n_warmup_steps",
};

const struct schedule_kind schedule_speechbrain_CyclicCosineScheduler = {
    .kind = {.name = "speechbrain.CyclicCosineScheduler",
             .aliases = "speechbrain.CyclicCosine",
             .summary = "whole cosines whose top is at the end of the warm-up",
             .formula = "lr(t) = base * (1 + cos(pi (t - W) / total_steps)) / "
                        "2" FIRST "\n        W = n_warmup_steps",
             SPEECHBRAIN_KIND,
             .example = "speechbrain.CyclicCosineScheduler(n_warmup_steps=100, "
                        "total_steps=500)",
             PARAMETERS(RISE_ROW(n_warmup_steps, NULL, "[1,inf)"),
                        STEPS(struct speechbrain, total_steps, "100000",
                              "[1,inf)", "steps from a top to the next 0"))},
    .share = cyclic_cosine_share,
};

const struct schedule_kind schedule_speechbrain_TriStageLRSchedule = {
    .kind = {.name = "speechbrain.TriStageLRSchedule",
             .aliases = "speechbrain.TriStage",
             .summary = "a line up, level, and an exponential fall without an "
                        "end, after an update at the base rate",
             .formula = "lr(t) = base * (i + (1 - i) * t / W)   for t < W" FIRST
                        "\n        i = init_lr_scale\n"
                        "lr(t) = base   for t < H = W + hold_steps\n"
                        "lr(t) = base * final_lr_scale^((t - H) / decay_steps)",
             SPEECHBRAIN_KIND,
             .example = "speechbrain.TriStageLRSchedule(warmup_steps=100, "
                        "hold_steps=400, decay_steps=500)",
             PARAMETERS(RISE_ROW(warmup_steps, NULL, "[1,inf)"),
                        STEPS(struct speechbrain, hold_steps, NULL, "[0,inf)",
                              "steps at the base rate"),
                        STEPS(struct speechbrain, decay_steps, NULL, "[1,inf)",
                              "steps of the fall to final_lr_scale"),
                        REAL(struct speechbrain, init_lr_scale, "0.01",
                             "[0,inf)", "the share that the rise starts from"),
                        REAL(struct speechbrain, final_lr_scale, "0.05",
                             "(0,inf)", "the share after decay_steps"))},
    .share = tri_stage_share,
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_speechbrain_WarmCoolDecayLRSchedule = {
    .kind = {.name = "speechbrain.WarmCoolDecayLRSchedule",
             .aliases = "speechbrain.WarmCoolDecay",
             .summary = "a line up, an exponential fall, and a line down to 0",
             .formula = "lr(t) = base * t / W   for t < W = warmup" FIRST "\n"
                        "lr(t) = base * decay_factor^((t - W) / decay_every)\n"
                        "lr(t) = base * decay_factor^(C / decay_every) * (N - "
                        "t) / cooldown\n"
                        "        for t > C = N - cooldown, N = total_steps",
             SPEECHBRAIN_KIND,
             .example = "speechbrain.WarmCoolDecayLRSchedule(warmup=100, "
                        "cooldown=200, total_steps=1000, decay_every=500)",
             PARAMETERS(RISE_ROW(warmup, NULL, "[0,inf)"),
                        STEPS(struct speechbrain, cooldown, NULL, "[1,inf)",
                              "steps of the last fall"),
                        TOTAL(struct speechbrain, total_steps, NULL,
                              "[1,inf) or null", "steps in all"),
                        REAL(struct speechbrain, decay_factor, "0.75",
                             "(0,inf)", "what the rate is multiplied by"),
                        STEPS_REAL(struct speechbrain, decay_every, "100000",
                                   "(0,inf)", "in so many steps"))},
    .share = warm_cool_share,
    .ends = "total_steps",
    .rise = "warmup",
};
