/* warmdown.c -- nanochat's get_lr_multiplier: level, then a line down. */
#include <math.h>

#include "schedule/ramp.h"

static void
warmdown_phases(const struct ramp *self, struct ramp_phases *phases)
{
    phases->fall = rint(self->fall_part * phases->all);
    phases->level = phases->all - phases->fall;
}

const struct schedule_kind schedule_nanochat_warmdown = {
    .kind = {.name = "nanochat.warmdown",
             .summary = "a line up counted from 1, level, and a line down over "
                        "a share of all",
             .formula = "lr(t) = base * (t + 1) / W   for t < W = "
                        "warmup_steps\n"
                        "lr(t) = base   for t <= N - D, with D = "
                        "round(warmdown_ratio * N)\n"
                        "lr(t) = base * (f + (1 - f) * (N - t) / D)   with f = "
                        "final_lr_frac",
             .source = "nanochat's scripts/base_train.py",
             .example = "nanochat.warmdown(num_iterations=1000)",
             .size = sizeof(struct ramp),
             PARAMETERS(RAMP_TOTAL("num_iterations", "[1,inf) or null",
                                   "steps in all"),
                        RAMP_STEPS("warmup_steps", rise, "40", "[0,inf)",
                                   "steps of the rise"),
                        RAMP_REAL("warmdown_ratio", fall_part, "0.65", "[0,1]",
                                  "the share that falls"),
                        RAMP_REAL("final_lr_frac", end, "0.05", "[0,1]",
                                  "the share of the base rate at the end"))},
    RAMP(.phases = warmdown_phases, .curve = ramp_line, .i = 1),
    .ends = "num_iterations",
    .rise = "warmup_steps",
};
