/* decay_types.c -- torchtitan's rise, level stretch and fall.
 *
 * It counts from 1, so that no update has a rate of 0; row total_steps is one
 * that torchtitan never uses. */
#include <math.h>

#include "schedule/ramp.h"

static const struct parameter parameters[] = {
    RAMP_STEPS("warmup_steps", rise, "200", "[0,inf)",
               "steps of the rise, at most all"),
    RAMP_TOTAL("total_steps", "[1,inf) or null", "steps in all"),
    RAMP_REAL("decay_ratio", fall_part, "null", "[0,1] or null",
              "the share of them that falls; null is all after the rise"),
    RAMP_REAL("min_lr_factor", end, "0", "[0,1]",
              "the share of the base rate that it falls to"),
    END_OF_TABLE,
};

/* Without a fall torchtitan stops at the end. */
static void
decay_phases(const struct ramp *self, struct ramp_phases *phases)
{
    double all = phases->all;

    phases->rise = fmin(phases->rise, all);
    phases->fall = all - phases->rise;
    if (!isnan(self->fall_part))
        phases->fall = fmin(rint(all * self->fall_part), phases->fall);
    phases->level = phases->fall > 0 ? all - phases->fall : INFINITY;
}

#define DECAY(curve_function)                                                  \
    .ramp = &(const struct ramp_shape){.phases = decay_phases,                 \
                                       .curve = curve_function,                \
                                       .i = 1},                                \
    .ends = "total_steps", .rise = "warmup_steps"
#define DECAY_KIND(type)                                                       \
    .source = "torchtitan's lr_scheduler, decay_type " type,                   \
    .size = sizeof(struct ramp), .parameters = parameters
#define RISE                                                                   \
    "lr(t) = base * (t + 1) / W   for t < W = warmup_steps, then base\n"       \
    "lr(t) = base * (m + (1 - m) * f)   in the fall, with m = "                \
    "min_lr_factor\n"
#define SHARE                                                                  \
    "        p = (t + 1 - (T + 1 - d)) / d,   d: steps of the fall, of T"

const struct schedule_kind schedule_torchtitan_linear = {
    .kind = {.name = "torchtitan.linear",
             .summary = "a line up counted from 1, level, and a line down that "
                        "never reaches its end",
             .formula = RISE "        f = 1 - p\n" SHARE,
             DECAY_KIND("linear"),
             .example = "torchtitan.linear(warmup_steps=100, "
                        "total_steps=1000)"},
    DECAY(ramp_line),
};

const struct schedule_kind schedule_torchtitan_sqrt = {
    .kind = {.name = "torchtitan.sqrt",
             .summary = "a line up counted from 1, level, and down as 1 less "
                        "a root",
             .formula = RISE "        f = 1 - sqrt(p)\n" SHARE,
             DECAY_KIND("sqrt"),
             .example = "torchtitan.sqrt(warmup_steps=100, total_steps=1000, "
                        "decay_ratio=0.2)"},
    DECAY(ramp_root),
};

const struct schedule_kind schedule_torchtitan_cosine = {
    .kind = {.name = "torchtitan.cosine",
             .summary = "a line up counted from 1, level, and half a cosine "
                        "that never reaches its end",
             .formula = RISE "        f = (1 + cos(pi p)) / 2\n" SHARE,
             DECAY_KIND("cosine"),
             .example = "torchtitan.cosine(warmup_steps=100, "
                        "total_steps=1000)"},
    DECAY(ramp_cosine),
};
