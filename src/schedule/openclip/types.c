/* types.c -- OpenCLIP's schedules, whose rise counts from 1. */
#include <math.h>

#include "schedule/ramp.h"

#define RISE "lr(t) = base * (t + 1) / W   for t < W = warmup_length\n"
#define WARMUP_ROW                                                             \
    RAMP_STEPS("warmup_length", rise, "10000", "[0,inf)", "steps of the rise")
#define STEPS_ROW RAMP_TOTAL("steps", "[1,inf) or null", "steps in all")
#define TYPE_KIND                                                              \
    .source = "OpenCLIP's open_clip_train/scheduler.py",                       \
    .size = sizeof(struct ramp)

static void
cooldown_phases(const struct ramp *self, struct ramp_phases *phases)
{
    phases->fall = (double)self->fall;
    phases->level = phases->all - phases->fall;
}

const struct schedule_kind schedule_openclip_cosine = {
    .kind = {.name = "openclip.cosine",
             .summary =
                 "a line up counted from 1, then half a cosine down to 0",
             .formula = RISE "lr(t) = base * (1 + cos(pi (t - W) / (steps - "
                             "W))) / 2",
             TYPE_KIND,
             .example = "openclip.cosine(warmup_length=100, steps=1000)",
             PARAMETERS(WARMUP_ROW, STEPS_ROW)},
    RAMP(.curve = ramp_cosine, .i = 1),
    .ends = "steps",
    .rise = "warmup_length",
};

const struct schedule_kind schedule_openclip_const = {
    .kind = {.name = "openclip.const",
             .summary = "a line up counted from 1, then the base rate",
             .formula = RISE "lr(t) = base",
             TYPE_KIND,
             .example = "openclip.const(warmup_length=100)",
             PARAMETERS(WARMUP_ROW)},
    RAMP(.i = 1),
    .rise = "warmup_length",
};

const struct schedule_kind schedule_openclip_const_cooldown = {
    .kind = {.name = "openclip.const_cooldown",
             .aliases = "openclip.const-cooldown",
             .summary = "a line up counted from 1, level, and a power of what "
                        "is left down to an end",
             .formula = RISE "lr(t) = base   before C = steps - "
                             "cooldown_steps\n"
                             "lr(t) = end + (base - end) * (1 - (t - C) / "
                             "cooldown_steps)^cooldown_power\n"
                             "        end = cooldown_end_lr",
             TYPE_KIND,
             .example = "openclip.const_cooldown(warmup_length=100, "
                        "steps=1000, cooldown_steps=200)",
             PARAMETERS(WARMUP_ROW, STEPS_ROW,
                        RAMP_STEPS("cooldown_steps", fall, NULL, "[1,inf)",
                                   "steps of the fall, the last of all"),
                        RAMP_REAL("cooldown_power", power, "1", "[0,inf)",
                                  "of what is left"),
                        RAMP_REAL("cooldown_end_lr", end, "0", "[0,inf)",
                                  "the rate at the end"))},
    RAMP(.phases = cooldown_phases, .curve = ramp_power, .i = 1,
         .fall = FALL_RATE, .end = END_AFTER),
    .ends = "steps",
    .rise = "warmup_length",
};
