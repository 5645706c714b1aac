/* styles.c -- nanotron's decay styles. */
#include <math.h>

#include "schedule/ramp.h"

/* A start of the fall is counted beside the rise, and taken off once more where
 * the fall has no length of its own. */
static void
style_phases(const struct ramp *self, struct ramp_phases *phases)
{
    bool starts = self->hold != INTEGER_NULL;

    phases->level = starts ? (double)self->hold : phases->rise;
    phases->fall =
        phases->all - phases->rise - (double)(starts ? self->hold : 0);
    if (self->fall != INTEGER_NULL)
        phases->fall = (double)self->fall;
    phases->all = phases->level + phases->fall;
}

/* A lambda of the optimizer's own rate: groups share its factors.  Without a
 * rise row 0 is still one; without a fall either, the factor is that rate. */
static void
style_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct ramp *self = schedule->self;
    const struct ramp_phases *phases = schedule->state;
    double now = (double)t, left = 0;

    if (now < phases->level)
        left = 1;
    else if (now < phases->all)
        left = schedule->kind->ramp->curve(self, (now - phases->level) /
                                                     phases->fall);
    for (size_t i = 0; i < schedule->count; i++) {
        double lr = schedule->run->lr[i % schedule->lanes];
        double low = self->end / lr;
        double factor = now <= phases->rise ? now / fmax(phases->rise, 1)
                                            : low + (1 - low) * left;

        if (phases->rise == 0 && phases->fall == 0)
            factor = lr;
        rates[i].lr = schedule->base[i] * factor;
    }
}

#define STYLE(curve_function, style, text, shown)                              \
    .set = style_set,                                                          \
    .kind = {.name = "nanotron." shown,                                        \
             .summary = "a line up, level, and " text " down to min_decay_lr", \
             .formula = "lr(t) = base * t / W   for t <= W = "                 \
                        "lr_warmup_steps\n"                                    \
                        "lr(t) = min_decay_lr + (base - min_decay_lr) * f(p)"  \
                        "; min_decay_lr beyond\n"                              \
                        "        p = (t - s) / lr_decay_steps, from s = "      \
                        "lr_decay_starting_step on\n"                          \
                        "        f(p) = " style,                               \
             .source = "nanotron's helpers.py, lr_decay_style " shown,         \
             .example = "nanotron." shown "(lr_warmup_steps=100)",             \
             .size = sizeof(struct ramp),                                      \
             .parameters = parameters},                                        \
    RAMP(.phases = style_phases, .curve = curve_function, .rise_to_end = true, \
         .rise = RISE_RATE, .fall = FALL_RATE, .end = END_FROM),               \
    .rise = "lr_warmup_steps", .ends = "train_steps"

static const struct parameter parameters[] = {
    RAMP_STEPS("lr_warmup_steps", rise, "0", "[0,inf)", "steps of the rise"),
    RAMP_STEPS("lr_decay_starting_step", hold, "null", "[0,inf) or null",
               "the step after which it falls; null is the rise's last"),
    RAMP_STEPS("lr_decay_steps", fall, "null", "[1,inf) or null",
               "steps of the fall; null is all but lr_warmup_steps and "
               "lr_decay_starting_step"),
    RAMP_REAL("min_decay_lr", end, "0", "[0,inf)", "the rate at the end"),
    RAMP_TOTAL("train_steps", "[1,inf) or null", "steps in all"),
    END_OF_TABLE,
};

const struct schedule_kind schedule_nanotron_linear = {
    STYLE(ramp_line, "1 - p", "a line", "linear"),
};

const struct schedule_kind schedule_nanotron_cosine = {
    STYLE(ramp_cosine, "(1 + cos(pi p)) / 2", "half a cosine", "cosine"),
};

const struct schedule_kind schedule_nanotron_1_sqrt = {
    STYLE(ramp_root, "1 - sqrt(p)", "1 less a root", "1_sqrt"),
};
