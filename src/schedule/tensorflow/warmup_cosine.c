/* warmup_cosine.c -- the rate of TensorFlow's YOLO trainings: a line up, and
 * half a cosine down to a rate of its own.
 *
 * Past the end it rises again. */
#include <math.h>

#include "schedule/ramp.h"

static const struct parameter parameters[] = {
    RAMP_STEPS("warmup_steps", rise, "0", "[0,inf)", "steps of the rise"),
    RAMP_TOTAL("total_steps", "[0,inf) or null", "steps in all"),
    RAMP_REAL("lr_end", end, "1e-6", "(-inf,inf)", "the rate at the end"),
    END_OF_TABLE,
};

static void
warmup_cosine_phases(const struct ramp *self, struct ramp_phases *phases)
{
    (void)self;
    phases->fall = fmax(1, phases->fall);
}

const struct schedule_kind schedule_tensorflow_warmup_cosine = {
    .kind = {.name = "tensorflow.warmup_cosine",
             .summary = "a line up from 0, then half a cosine down to a rate "
                        "of its own",
             .formula = "lr(t) = base * t / W   for t < W = warmup_steps\n"
                        "lr(t) = lr_end + (base - lr_end) * (1 + cos(pi p)) / "
                        "2\n"
                        "        p = (t - W) / (total_steps - W)",
             .source = "the training scripts of YOLOv3 and YOLOv4 in "
                       "TensorFlow 2",
             .example = "tensorflow.warmup_cosine(warmup_steps=100, "
                        "total_steps=1000)",
             TABLE_OF(struct ramp, parameters)},
    .ramp = &(const struct ramp_shape){.phases = warmup_cosine_phases,
                                       .curve = ramp_cosine,
                                       .fall = FALL_RATE},
    .ends = "total_steps",
    .rise = "warmup_steps",
};
