/* warmup.c -- DeepSpeed's rises: WarmupLR, WarmupDecayLR, WarmupCosineLR.
 *
 * All come an update late: the scheduler is made at batch -1, so that rows 0
 * and 1 both show the start. */
#include <math.h>

#include "schedule/schedule.h"

enum { TYPE_LOG, TYPE_LINEAR };

/* Each kind has rows for those that it knows. */
struct deepspeed_warmup {
    long total_num_steps;
    struct reals warmup_min_lr, warmup_max_lr;
    double warmup_min_ratio, cos_min_ratio;
    long warmup_num_steps;
    int warmup_type;
};

#define TOTAL_ROW                                                              \
    TOTAL(struct deepspeed_warmup, total_num_steps, NULL, "[1,inf) or null",   \
          "steps in all")
#define MOST_ROW(standard)                                                     \
    EACH(struct deepspeed_warmup, warmup_max_lr, standard,                     \
         "(-inf,inf) or null",                                                 \
         "the rate at the end of the rise; null is the group's own")
#define LEAST_ROW                                                              \
    EACH(struct deepspeed_warmup, warmup_min_lr, "0", "(-inf,inf)",            \
         "the rate at first")
#define STEPS_ROW                                                              \
    STEPS(struct deepspeed_warmup, warmup_num_steps, "1000", "[0,inf)",        \
          "steps of the rise; 1 is 2")
#define TYPE_ROW                                                               \
    CHOICE(struct deepspeed_warmup, warmup_type, "\"log\"", "log|linear",      \
           "how it rises")

static double
rise_steps(const struct deepspeed_warmup *self)
{
    return self->warmup_num_steps > 2 ? (double)self->warmup_num_steps : 2;
}

/* The share of the rise that is done at batch i of it. */
static double
risen(const struct deepspeed_warmup *self, double i)
{
    return self->warmup_type == TYPE_LOG
               ? 1 / log(rise_steps(self)) * log(i + 1)
               : i / rise_steps(self);
}

/* A share of the way from the lowest rate to the highest. */
static void
set_between(const struct schedule *schedule, double share, struct rate *rates)
{
    const struct deepspeed_warmup *self = schedule->self;

    for (size_t i = 0; i < schedule->count; i++) {
        double least = rate_each(schedule, &self->warmup_min_lr, i);
        double most = rate_each(schedule, &self->warmup_max_lr, i);

        most = isnan(most) ? schedule->base[i] : most;
        rates[i].lr = least + (most - least) * share;
    }
}

static void
warmup_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct deepspeed_warmup *self = schedule->self;
    double i = (double)t - 1;

    if (i < 0)
        set_between(schedule, 0, rates);
    else
        set_between(schedule, i < rise_steps(self) ? risen(self, i) : 1, rates);
}

static void
decay_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct deepspeed_warmup *self = schedule->self;
    double total = (double)self->total_num_steps;
    double i = (double)t - 1, rise = rise_steps(self);

    if (i < rise)
        warmup_set(schedule, t, rates);
    else
        set_between(schedule, fmax(0, (total - i) / fmax(1, total - rise)),
                    rates);
}

static double
cosine_share(const struct schedule *schedule, long t)
{
    const struct deepspeed_warmup *self = schedule->self;
    double total = (double)self->total_num_steps;
    double i = (double)t - 1, rise = rise_steps(self), progress;
    double start = self->warmup_min_ratio, end = self->cos_min_ratio;

    progress = fmin(1, (i - rise + 1) / fmax(1, total - rise));
    if (i < 0)
        return 0;
    if (i < rise)
        return start + risen(self, i) * (1 - start);
    return fmax(0, end + (1 - end) * ((1 + cos(M_PI * progress)) / 2));
}

/* What descriptors say of a schedule with this name in DeepSpeed. */
#define WARMUP_KIND(word)                                                      \
    .symbol = "deepspeed.runtime.lr_schedules." word,                          \
    .size = sizeof(struct deepspeed_warmup)
#define RISE                                                                   \
    "        g = log(i + 1) / log(W) or i / W   for i = t - 1 < W\n"           \
    "        g = 0 in row 0"

const struct schedule_kind schedule_deepspeed_WarmupLR = {
    .kind = {.name = "deepspeed.WarmupLR",
             .summary = "up along a logarithm, an update late, then constant",
             .formula = "lr(t) = min + (max - min) * g\n" RISE "; then 1",
             WARMUP_KIND("WarmupLR"),
             .example = "deepspeed.WarmupLR(warmup_num_steps=100)",
             PARAMETERS(LEAST_ROW, MOST_ROW("null"), STEPS_ROW, TYPE_ROW)},
    .set = warmup_set,
    .rise = "warmup_num_steps",
};

const struct schedule_kind schedule_deepspeed_WarmupDecayLR = {
    .kind = {.name = "deepspeed.WarmupDecayLR",
             .summary = "up along a logarithm, an update late, then a line "
                        "down",
             .formula = "lr(t) = min + (max - min) * g\n" RISE "\n"
                        "        g = max(0, (T - i) / (T - W))   beyond, of T "
                        "steps",
             WARMUP_KIND("WarmupDecayLR"),
             .example = "deepspeed.WarmupDecayLR(total_num_steps=1000, "
                        "warmup_num_steps=100)",
             PARAMETERS(TOTAL_ROW, LEAST_ROW, MOST_ROW("0.001"), STEPS_ROW,
                        TYPE_ROW)},
    .set = decay_set,
    .ends = "total_num_steps",
    .rise = "warmup_num_steps",
};

const struct schedule_kind schedule_deepspeed_WarmupCosineLR = {
    .kind = {.name = "deepspeed.WarmupCosineLR",
             .summary = "up along a logarithm, an update late, then half a "
                        "cosine down",
             .formula = "lr(t) = base * (s + (1 - s) * g)   with s = "
                        "warmup_min_ratio; lr(0) = 0\n" RISE "\n"
                        "lr(t) = base * max(0, c + (1 - c) * (1 + cos(pi p)) / "
                        "2)   beyond\n"
                        "        c = cos_min_ratio, p = min(1, (i - W + 1) / "
                        "(T - W)), of T steps",
             WARMUP_KIND("WarmupCosineLR"),
             .example = "deepspeed.WarmupCosineLR(total_num_steps=1000, "
                        "warmup_num_steps=100)",
             PARAMETERS(
                 TOTAL_ROW,
                 REAL(struct deepspeed_warmup, warmup_min_ratio, "0",
                      "(-inf,inf)", "the share of the base rate in row 1"),
                 STEPS_ROW,
                 REAL(struct deepspeed_warmup, cos_min_ratio, "0.0001",
                      "(-inf,inf)", "the share of the base rate at the end"),
                 TYPE_ROW)},
    .share = cosine_share,
    .ends = "total_num_steps",
    .rise = "warmup_num_steps",
};
