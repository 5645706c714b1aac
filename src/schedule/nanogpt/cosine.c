/* cosine.c -- nanoGPT's get_lr: a rise counted from 1, and half a cosine. */
#include "schedule/ramp.h"

const struct schedule_kind schedule_nanogpt_cosine = {
    .kind = {.name = "nanogpt.cosine",
             .summary = "a line up counted from 1 over W + 1, half a cosine "
                        "down to min_lr",
             .formula = "lr(t) = base * (t + 1) / (W + 1)   for t < W = "
                        "warmup_iters\n"
                        "lr(t) = min_lr + (base - min_lr) * (1 + cos(pi p)) / "
                        "2; min_lr beyond\n"
                        "        p = (t - W) / (lr_decay_iters - W)",
             .source = "nanoGPT's train.py",
             .example = "nanogpt.cosine(warmup_iters=100, "
                        "lr_decay_iters=1000)",
             .size = sizeof(struct ramp),
             PARAMETERS(RAMP_STEPS("warmup_iters", rise, "2000", "[0,inf)",
                                   "steps of the rise"),
                        RAMP_TOTAL("lr_decay_iters", "[1,inf) or null",
                                   "the step that reaches min_lr"),
                        RAMP_REAL("min_lr", end, "6e-5", "[0,inf)",
                                  "the rate at the end"))},
    RAMP(.curve = ramp_cosine, .i = 1, .j = 1, .rise = RISE_RATE,
         .fall = FALL_RATE, .end = END_AFTER),
    .ends = "lr_decay_iters",
    .rise = "warmup_iters",
};
