/* warmup_cosine.c -- the rate of TensorFlow's YOLO trainings: a line up, and
 * half a cosine down to a rate of its own. */
#include <math.h>

#include "schedule/schedule.h"

struct warmup_cosine {
    long warmup_steps, total_steps;
    double lr_end;
};

static const struct parameter parameters[] = {
    INTEGER(struct warmup_cosine, warmup_steps, "0", "[0,inf)",
            "steps of the rise"),
    INTEGER(struct warmup_cosine, total_steps, "null", "[0,inf) or null",
            "steps in all; null is those of the run"),
    REAL(struct warmup_cosine, lr_end, "1e-6", "(-inf,inf)",
         "the rate at the end"),
    END_OF_TABLE,
};

/* Past the end it rises again. */
static void
warmup_cosine_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct warmup_cosine *self = schedule->self;
    double rise = (double)self->warmup_steps, now = (double)t;
    double all = (double)steps_of(schedule->run, self->total_steps);
    double wave;

    if (now < rise) {
        rates_share(schedule, rates, now / rise);
        return;
    }
    wave = 1 + cos((now - rise) / fmax(1, all - rise) * M_PI);
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr =
            self->lr_end + 0.5 * (schedule->base[i] - self->lr_end) * wave;
}

static long
warmup_cosine_end(const void *self)
{
    return ((const struct warmup_cosine *)self)->total_steps;
}

const struct schedule_kind schedule_tensorflow_warmup_cosine = {
    .kind = {.name = "tensorflow.warmup_cosine",
             .summary = "a line up from 0, then half a cosine down to a rate "
                        "of its own",
             .formula = "lr(t) = base * t / W   for t < W = warmup_steps\n"
                        "lr(t) = lr_end + (base - lr_end) * (1 + cos(pi p)) / "
                        "2\n"
                        "        p = (t - W) / (total_steps - W)",
             .system = SYSTEM_tensorflow,
             .source = "the training scripts of YOLOv3 and YOLOv4 in "
                       "TensorFlow 2",
             .example = "tensorflow.warmup_cosine(warmup_steps=100, "
                        "total_steps=1000)",
             .size = sizeof(struct warmup_cosine),
             .parameters = parameters},
    .set = warmup_cosine_set,
    .end = warmup_cosine_end,
    .rise = "warmup_steps",
};
