/* warmup.c -- YOLOv5's training: a rise by batches over a fall by epochs.
 *
 * One group, that of the biases, comes down from warmup_bias_lr instead.  The
 * rise takes at least 100 batches.  A momentum is driven where the optimizer
 * has one; betas are not. */
#include <math.h>

#include "schedule/schedule.h"

struct yolov5 {
    long epochs, nb;
    double lrf;
    bool cos_lr;
    double momentum, warmup_epochs, warmup_momentum, warmup_bias_lr;
    long bias_group;
};

static const struct parameter parameters[] = {
    INTEGER(struct yolov5, epochs, "null", "[1,inf) or null",
            "epochs of the fall; null is those of the run"),
    INTEGER(struct yolov5, nb, "null", "[1,inf) or null",
            "batches in an epoch; null is the run's steps_per_epoch"),
    REAL(struct yolov5, lrf, "0.01", "(-inf,inf)",
         "the share of the base rate at the end"),
    BOOLEAN(struct yolov5, cos_lr, "false", "along half a cosine, not a line"),
    REAL(struct yolov5, momentum, "0.937", "(-inf,inf)",
         "the momentum after the rise"),
    REAL(struct yolov5, warmup_epochs, "3", "[0,inf)", "epochs of the rise"),
    REAL(struct yolov5, warmup_momentum, "0.8", "(-inf,inf)",
         "the momentum in row 0"),
    REAL(struct yolov5, warmup_bias_lr, "0.1", "(-inf,inf)",
         "the rate of the biases in row 0"),
    INTEGER(struct yolov5, bias_group, "0", "[0,inf) or null",
            "the group of the biases; null is none (2 before version 7)"),
    END_OF_TABLE,
};

static double
batches(const struct schedule *schedule)
{
    const struct yolov5 *self = schedule->self;

    return (double)(self->nb != INTEGER_NULL ? self->nb
                                             : schedule->run->steps_per_epoch);
}

/* What the base rate is multiplied by in an epoch. */
static double
fall(const struct schedule *schedule, double epoch)
{
    const struct yolov5 *self = schedule->self;
    double epochs =
        self->epochs != INTEGER_NULL
            ? (double)self->epochs
            : fmax(1, ceil((double)schedule->run->steps / batches(schedule)));

    return self->cos_lr ? fmax(0, (1 - cos(epoch * M_PI / epochs)) / 2) *
                                  (self->lrf - 1) +
                              1
                        : (1 - epoch / epochs) * (1 - self->lrf) + self->lrf;
}

static void
yolov5_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct yolov5 *self = schedule->self;
    double now = (double)t, nb = batches(schedule);
    double rise = fmax(rint(self->warmup_epochs * nb), 100);
    double factor = fall(schedule, floor(now / nb));
    double heavy = self->momentum, light = self->warmup_momentum;

    for (size_t i = 0; i < schedule->count; i++) {
        double goal = schedule->base[i] * factor;
        double start = (long)(i / schedule->lanes) == self->bias_group
                           ? self->warmup_bias_lr
                           : 0;

        rates[i].lr = now < rise ? start + (goal - start) / rise * now : goal;
        if (schedule->drives)
            rates[i].momentum =
                now < rise ? light + (heavy - light) / rise * now : heavy;
    }
}

static long
yolov5_end(const void *data)
{
    const struct yolov5 *self = data;

    return self->epochs != INTEGER_NULL && self->nb != INTEGER_NULL &&
                   self->epochs <= INTEGER_MOST / self->nb
               ? self->epochs * self->nb
               : INTEGER_NULL;
}

static void
yolov5_made(struct schedule *schedule, const struct node *node)
{
    if (schedule->run->momentum)
        schedule->drives = node_place(node, "momentum");
}

const struct schedule_kind schedule_yolov5_warmup = {
    .kind = {.name = "yolov5.warmup",
             .summary = "a rise by batches over a fall by epochs; biases from "
                        "above, momentum with it",
             .formula = "lr(t) = base * f(e)   in epoch e = floor(t / nb)\n"
                        "        f(e) = (1 - e / epochs) * (1 - lrf) + lrf\n"
                        "        or, cos_lr, (1 - cos(pi e / epochs)) / 2 * "
                        "(lrf - 1) + 1\n"
                        "before row W = max(warmup_epochs * nb, 100) a line to "
                        "that from 0,\n"
                        "        or from warmup_bias_lr in bias_group\n"
                        "momentum from warmup_momentum to momentum in W rows",
             .system = SYSTEM_yolov5,
             .source = "YOLOv5's train.py and hyp.scratch-*.yaml; lr0 there is "
                       "the optimizer's lr",
             .example = "yolov5.warmup(epochs=300, nb=100)",
             .size = sizeof(struct yolov5),
             .parameters = parameters},
    .set = yolov5_set,
    .made = yolov5_made,
    .end = yolov5_end,
};
