/* cosine.c -- after a linear rise: half a cosine, several, or one that ends
 * above 0.
 *
 * Past the end hf.cosine rises again; hf.cosine_with_restarts stays at 0. */
#include <math.h>

#include "schedule/hf/hf.h"

#define WAVES "waves of the cosine; the half of one goes down"
#define MINIMUM_ROWS                                                           \
    REAL(struct hf, min_lr, "null", "(-inf,inf) or null",                      \
         "the rate at the end of a group whose base is the optimizer's rate"), \
        REAL(struct hf, min_lr_rate, "null", "(-inf,inf) or null",             \
             "or the share of the base rate that it ends at")

static double
wave(const struct hf *self, double done)
{
    return 0.5 * (1 + cos(M_PI * self->num_cycles * 2 * done));
}

static double
cosine_share(const struct schedule *schedule, long t)
{
    struct hf_row row = hf_row(schedule, t);

    return row.rises ? row.done : fmax(0, wave(schedule->self, row.done));
}

static double
restarts_share(const struct schedule *schedule, long t)
{
    const struct hf *self = schedule->self;
    struct hf_row row = hf_row(schedule, t);
    /* Python's remainder: never below 0. */
    double part = fmod(self->num_cycles * row.done, 1);

    part += part < 0 ? 1 : 0;
    if (row.rises)
        return row.done;
    return row.done >= 1 ? 0 : fmax(0, 0.5 * (1 + cos(M_PI * part)));
}

static bool
minimum_check(const struct node *node, struct error *error)
{
    const struct hf *self = node->self;

    if (isnan(self->min_lr) && isnan(self->min_lr_rate))
        return error_at(error, node_place(node, "min_lr"),
                        "must be given, or min_lr_rate");
    return isnan(self->min_lr) || isnan(self->min_lr_rate) ||
           error_at(error, node_place(node, "min_lr_rate"),
                    "must not be given beside min_lr");
}

/* Not below it, in the share of the base rate. */
static void
set_above(const struct schedule *schedule, double factor, struct rate *rates)
{
    const struct hf *self = schedule->self;

    for (size_t i = 0; i < schedule->count; i++) {
        double least =
            isnan(self->min_lr)
                ? self->min_lr_rate
                : self->min_lr / schedule->run->lr[i % schedule->lanes];

        rates[i].lr = schedule->base[i] * fmax(0, factor * (1 - least) + least);
    }
}

static bool
minimum_fits(const struct node *node, const struct schedule_run *run,
             struct error *error)
{
    const struct hf *self = node->self;

    return isnan(self->min_lr) || *run->lr != 0 ||
           error_at(error, node_place(node, "min_lr"),
                    "must be a share of the optimizer's rate, which is 0");
}

static void
minimum_set(const struct schedule *schedule, long t, struct rate *rates)
{
    struct hf_row row = hf_row(schedule, t);

    if (row.rises)
        rates_share(schedule, rates, row.done);
    else
        set_above(schedule, wave(schedule->self, row.done), rates);
}

/* The rise and the fall are a step ahead of those of the others. */
static void
one_ahead_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct hf *self = schedule->self;
    struct hf_steps steps = hf_steps(self);
    double now = (double)t, start = self->warmup_lr_rate;
    double progress = (now - steps.rise + 1) / fmax(1, steps.all - steps.rise);

    if (now >= steps.rise)
        set_above(schedule, wave(self, progress), rates);
    else if (isnan(start))
        rates_share(schedule, rates, (now + 1) / fmax(1, steps.rise));
    else
        rates_share(schedule, rates,
                    start + (1 - start) * now / fmax(1, steps.rise - 1));
}

#define SHARE                                                                  \
    "        f = (1 + cos(2 pi num_cycles p)) / 2\n"                           \
    "        r = min_lr_rate, or min_lr over the optimizer's rate\n"

const struct schedule_kind schedule_hf_cosine = {
    .kind = {.name = "hf.cosine",
             .summary = "a line from 0 up, then half a cosine down to 0; rises "
                        "again past the end",
             .formula =
                 HF_RISE "lr(t) = base * (1 + cos(2 pi num_cycles p)) / 2\n"
                         "        p = (t - W) / (N - W), of N steps",
             HF_KIND("get_cosine_schedule_with_warmup"),
             .example = "hf.cosine(num_warmup_steps=100, "
                        "num_training_steps=1000)",
             PARAMETERS(HF_WARMUP_STEPS, HF_TRAINING_STEPS,
                        HF_CYCLES("0.5", WAVES), HF_WARMUP_RATIO)},
    .share = cosine_share,
    .ends = "num_training_steps",
    .rise = "num_warmup_steps",
};

const struct schedule_kind schedule_hf_cosine_with_restarts = {
    .kind = {.name = "hf.cosine_with_restarts",
             .summary = "a line from 0 up, then half a cosine down to 0, "
                        "num_cycles times; 0 past the end",
             .formula = HF_RISE
             "lr(t) = base * (1 + cos(pi q)) / 2\n"
             "        q = num_cycles * p mod 1, p = (t - W) / (N - W), of N "
             "steps\n"
             "lr(t) = 0   for t >= N",
             HF_KIND("get_cosine_with_hard_restarts_schedule_with_warmup"),
             .example = "hf.cosine_with_restarts(num_warmup_steps=100, "
                        "num_training_steps=1000, num_cycles=3)",
             PARAMETERS(HF_WARMUP_STEPS, HF_TRAINING_STEPS,
                        HF_CYCLES("1", "how often it goes down"),
                        HF_WARMUP_RATIO)},
    .share = restarts_share,
    .ends = "num_training_steps",
    .rise = "num_warmup_steps",
};

const struct schedule_kind schedule_hf_cosine_with_min_lr = {
    .kind = {.name = "hf.cosine_with_min_lr",
             .summary = "a line from 0 up, then half a cosine down to a "
                        "minimum",
             .formula = HF_RISE "lr(t) = base * max(0, f * (1 - r) + r)\n" SHARE
                                "        p = (t - W) / (N - W), of N steps",
             HF_KIND("get_cosine_with_min_lr_schedule_with_warmup"),
             .example = "hf.cosine_with_min_lr(num_warmup_steps=100, "
                        "num_training_steps=1000, min_lr_rate=0.1)",
             PARAMETERS(HF_WARMUP_STEPS, HF_TRAINING_STEPS,
                        HF_CYCLES("0.5", WAVES), MINIMUM_ROWS, HF_WARMUP_RATIO),
             .check = minimum_check},
    .set = minimum_set,
    .fits = minimum_fits,
    .ends = "num_training_steps",
    .rise = "num_warmup_steps",
};

const struct schedule_kind schedule_hf_cosine_warmup_with_min_lr = {
    .kind = {.name = "hf.cosine_warmup_with_min_lr",
             .summary = "a line from above 0 up, then half a cosine down to a "
                        "minimum, all one step ahead",
             .formula = "lr(t) = base * (t + 1) / W   for t < W, the warm-up\n"
                        "lr(t) = base * (s + (1 - s) * t / (W - 1)) where s = "
                        "warmup_lr_rate\n"
                        "lr(t) = base * max(0, f * (1 - r) + r)\n" SHARE
                        "        p = (t - W + 1) / (N - W), of N steps",
             HF_KIND("get_cosine_with_min_lr_schedule_with_warmup_lr_rate"),
             .example = "hf.cosine_warmup_with_min_lr(num_warmup_steps=100, "
                        "num_training_steps=1000, min_lr=1e-5)",
             PARAMETERS(HF_WARMUP_STEPS, HF_TRAINING_STEPS,
                        HF_CYCLES("0.5", WAVES), MINIMUM_ROWS,
                        REAL(struct hf, warmup_lr_rate, "null",
                             "(-inf,inf) or null",
                             "the share of the base rate in row 0; null is one "
                             "over the steps of "
                             "the rise"),
                        HF_WARMUP_RATIO),
             .check = minimum_check},
    .set = one_ahead_set,
    .fits = minimum_fits,
    .ends = "num_training_steps",
    .rise = "num_warmup_steps",
};
