/* noam.c -- SpeechBrain's schedulers that fall with the root of the step, or
 * with the step. */
#include "schedule/speechbrain/speechbrain.h"

static double
noam(const struct speechbrain *self, double now)
{
    double rise = (double)self->n_warmup_steps;

    return (isnan(self->model_size) ? sqrt(rise)
                                    : pow(self->model_size, -0.5)) *
           fmin(pow(now, -0.5), now * pow(rise, -1.5));
}
SHARE(noam)

static double
noam_interval(const struct speechbrain *self, double now)
{
    double share = noam(self, now);

    for (size_t i = 0; i < self->anneal_steps.count; i++)
        if (now > (double)self->anneal_steps.values[i])
            share *= self->anneal_rates.values[i];
    return share;
}
SHARE(noam_interval)

static bool
noam_interval_check(const struct node *node, struct error *error)
{
    const struct speechbrain *self = node->self;
    size_t count = self->anneal_steps.count;

    return self->anneal_rates.count == count ||
           error_at(error, node_place(node, "anneal_rates"),
                    "must be %zu numbers, one for each step, not %zu", count,
                    self->anneal_rates.count);
}

static double
linear_noam(const struct speechbrain *self, double now)
{
    double rise = (double)self->n_warmup_steps;
    double keep = (double)self->n_keep_steps;

    if (now < rise)
        return now / rise;
    return now < keep + rise ? 1 : rise / (now - keep);
}
SHARE(linear_noam)

static double
inverse_root(const struct schedule *schedule, long t)
{
    const struct speechbrain *self = schedule->self;

    return 1 / sqrt(fmax((double)self->warmup_steps, (double)t));
}

static void
inverse_root_set(const struct schedule *schedule, long t, struct rate *rates)
{
    if (t > 0)
        rates_set(schedule, rates, inverse_root(schedule, t));
    else
        rates_share(schedule, rates, 1);
}

const struct schedule_kind schedule_speechbrain_NoamScheduler = {
    .kind = {.name = "speechbrain.NoamScheduler",
             .aliases = "speechbrain.Noam",
             .summary = "up along a line, then one over the root of the step, "
                        "after an update at the base rate",
             .formula = "lr(t) = base * n * min(t^-0.5, t * W^-1.5)" FIRST "\n"
                        "        n = model_size^-0.5, or sqrt(W) without one",
             SPEECHBRAIN_KIND,
             .example = "speechbrain.NoamScheduler(n_warmup_steps=100)",
             PARAMETERS(RISE_ROW(n_warmup_steps, NULL, "[1,inf)"),
                        REAL(struct speechbrain, model_size, "null",
                             "(0,inf) or null", "the width of the model"))},
    .share = noam_share,
    .rise = "n_warmup_steps",
};

const struct schedule_kind schedule_speechbrain_NoamIntervalScheduler = {
    .kind = {.name = "speechbrain.NoamIntervalScheduler",
             .aliases = "speechbrain.NoamInterval",
             .summary = "as NoamScheduler, and times a rate after each of some "
                        "steps",
             .formula =
                 "lr(t) = base * n * min(t^-0.5, t * W^-1.5) * r" FIRST "\n"
                 "        n = model_size^-0.5, or sqrt(W) without one\n"
                 "        r: the product of the rates of the anneal_steps < t",
             SPEECHBRAIN_KIND,
             .example = "speechbrain.NoamIntervalScheduler(n_warmup_steps=100, "
                        "anneal_steps=[600], anneal_rates=[0.5])",
             PARAMETERS(RISE_ROW(n_warmup_steps, NULL, "[1,inf)"),
                        STEPS_LIST(struct speechbrain, anneal_steps, NULL,
                                   "[0,inf)", "the steps where it falls"),
                        REALS(struct speechbrain, anneal_rates, NULL,
                              "(-inf,inf)",
                              "what the rate is multiplied by after each"),
                        REAL(struct speechbrain, model_size, "null",
                             "(0,inf) or null", "the width of the model")),
             .check = noam_interval_check},
    .share = noam_interval_share,
    .rise = "n_warmup_steps",
};

const struct schedule_kind schedule_speechbrain_LinearNoamScheduler = {
    .kind = {.name = "speechbrain.LinearNoamScheduler",
             .aliases = "speechbrain.LinearNoam",
             .summary = "a line up, level, and one over the step, after an "
                        "update at the base rate",
             .formula = "lr(t) = base * t / W   for t < W" FIRST "\n"
                        "lr(t) = base   for t < W + n_keep_steps\n"
                        "lr(t) = base * W / (t - n_keep_steps)",
             SPEECHBRAIN_KIND,
             .example = "speechbrain.LinearNoamScheduler(n_warmup_steps=100, "
                        "n_keep_steps=200)",
             PARAMETERS(RISE_ROW(n_warmup_steps, NULL, "[1,inf)"),
                        STEPS(struct speechbrain, n_keep_steps, NULL, "[0,inf)",
                              "steps at the base rate"))},
    .share = linear_noam_share,
    .rise = "n_warmup_steps",
};

const struct schedule_kind schedule_speechbrain_InverseSquareRootScheduler = {
    .kind = {.name = "speechbrain.InverseSquareRootScheduler",
             .summary = "one over the root of the step, whatever the base rate",
             .formula = "lr(t) = 1 / sqrt(max(warmup_steps, t))" FIRST,
             SPEECHBRAIN_KIND,
             .example = "speechbrain.InverseSquareRootScheduler(100)",
             PARAMETERS(STEPS(struct speechbrain, warmup_steps, NULL, "[0,inf)",
                              "steps at the first rate"))},
    .set = inverse_root_set,
};
