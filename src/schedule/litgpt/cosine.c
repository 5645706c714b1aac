/* cosine.c -- LitGPT's get_lr for pretraining. */
#include "schedule/ramp.h"

const struct schedule_kind schedule_litgpt_cosine = {
    .kind = {.name = "litgpt.cosine",
             .summary = "a line up from 0, half a cosine down to min_lr, where "
                        "it stays",
             .formula = "lr(t) = base * t / W   for t < W = warmup_iters\n"
                        "lr(t) = min_lr + (base - min_lr) * (1 + cos(pi p)) / "
                        "2; min_lr beyond\n"
                        "        p = (t - W) / (max_iters - W)",
             .source = "LitGPT's litgpt/pretrain.py",
             .example = "litgpt.cosine(warmup_iters=100, max_iters=1000)",
             .size = sizeof(struct ramp),
             PARAMETERS(RAMP_STEPS("warmup_iters", rise, "2000", "[0,inf)",
                                   "steps of the rise"),
                        RAMP_TOTAL("max_iters", "[1,inf) or null",
                                   "the step that reaches min_lr"),
                        RAMP_REAL("min_lr", end, "4e-5", "[0,inf)",
                                  "the rate at the end"))},
    RAMP(.curve = ramp_cosine, .rise = RISE_RATE, .fall = FALL_RATE,
         .end = END_AFTER),
    .ends = "max_iters",
    .rise = "warmup_iters",
};
