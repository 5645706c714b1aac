/* warmup_stable_decay.c -- up from a minimum, level, and down to it. */
#include <math.h>

#include "schedule/hf/hf.h"

enum { TYPE_LINEAR, TYPE_COSINE, TYPE_ROOT };

static const struct parameter parameters[] = {
    HF_WARMUP_STEPS,
    STEPS(struct hf, num_decay_steps, NULL, "[0,inf)", "steps of the fall"),
    HF_TRAINING_STEPS,
    STEPS(struct hf, num_stable_steps, "null", "[0,inf) or null",
          "steps between; null is what the two others leave of "
          "num_training_steps"),
    CHOICE(struct hf, warmup_type, "\"linear\"", "linear|cosine|1-sqrt",
           "how it rises"),
    CHOICE(struct hf, decay_type, "\"cosine\"", "linear|cosine|1-sqrt",
           "how it falls"),
    REAL(struct hf, min_lr_ratio, "0", "(-inf,inf)",
         "the share of the base rate in row 0 and at the end"),
    HF_CYCLES("0.5", "waves of the cosine that falls; the half of one goes "
                     "down"),
    HF_WARMUP_RATIO,
    END_OF_TABLE,
};

static double
rise(const struct hf *self, double p)
{
    if (self->warmup_type == TYPE_LINEAR)
        return p;
    return self->warmup_type == TYPE_COSINE ? 0.5 * (1 - cos(M_PI * p))
                                            : 1 - sqrt(1 - p);
}

static double
fall(const struct hf *self, double p)
{
    if (self->decay_type == TYPE_LINEAR)
        return 1 - p;
    return self->decay_type == TYPE_COSINE
               ? 0.5 * (1 + cos(M_PI * self->num_cycles * 2 * p))
               : 1 - sqrt(p);
}

static double
warmup_stable_decay_share(const struct schedule *schedule, long t)
{
    const struct hf *self = schedule->self;
    struct hf_steps steps = hf_steps(self);
    double now = (double)t, decay = (double)self->num_decay_steps;
    double least = self->min_lr_ratio, factor;
    double stable = self->num_stable_steps != INTEGER_NULL
                        ? (double)self->num_stable_steps
                        : steps.all - steps.rise - decay;

    if (now < steps.rise)
        factor = rise(self, now / steps.rise);
    else if (now < steps.rise + stable + decay && now >= steps.rise + stable)
        factor = fall(self, (now - steps.rise - stable) / fmax(1, decay));
    else
        return now < steps.rise + stable ? 1 : least;
    return fmax(0, factor * (1 - least) + least);
}

static long
warmup_stable_decay_end(const void *data)
{
    const struct hf *self = data;

    if (self->num_stable_steps == INTEGER_NULL)
        return self->num_training_steps;
    return self->warmup_ratio > 0 && self->num_warmup_steps == 0
               ? INTEGER_NULL
               : self->num_warmup_steps + self->num_stable_steps +
                     self->num_decay_steps;
}

const struct schedule_kind schedule_hf_warmup_stable_decay = {
    .kind = {.name = "hf.warmup_stable_decay",
             .aliases = "get_wsd_schedule hf.wsd",
             .summary = "up from a minimum, level at the base rate, and down "
                        "to the minimum",
             .formula = "lr(t) = base * max(0, f * (1 - r) + r)   with r = "
                        "min_lr_ratio\n"
                        "        f = p, (1 - cos(pi p)) / 2 or 1 - sqrt(1 - "
                        "p)\n"
                        "            for p = t / W < 1\n"
                        "lr(t) = base   for num_stable_steps from W on\n"
                        "        f = 1 - p, (1 + cos(2 pi num_cycles p)) / 2 "
                        "or 1 - sqrt(p)\n"
                        "            for p from 0 to 1 in num_decay_steps\n"
                        "lr(t) = base * r   beyond",
             HF_KIND("get_wsd_schedule"),
             .example = "hf.warmup_stable_decay(num_warmup_steps=100, "
                        "num_decay_steps=200, num_training_steps=1000)",
             .parameters = parameters},
    .share = warmup_stable_decay_share,
    .end = warmup_stable_decay_end,
    .rise = "num_warmup_steps",
};
