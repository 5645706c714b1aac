/* warmup.c -- YOLOv5's and ultralytics' training: a rise by batches over a fall
 * by epochs.
 *
 * train.py sets the scheduler's last_epoch to start_epoch - 1 and steps it at
 * the end of an epoch, so that epoch e trains with the factor of epoch e - 1.
 * The rise, of at least 100 batches, leads to that of its own epoch, which the
 * epoch in which it ends keeps.  One group, that of the biases, comes down from
 * warmup_bias_lr instead.  A momentum is driven where the optimizer has one.
 * ultralytics steps the scheduler when an epoch begins, so that nothing lags.
 */
#include <math.h>

#include "schedule/schedule.h"

struct yolov5 {
    long epochs, nb;
    double lrf;
    bool cos_lr;
    double momentum, warmup_epochs, warmup_momentum, warmup_bias_lr;
    long bias_group;
    int version;
};

/* Of ultralytics: the releases in which another rise begins. */
enum { VERSION_8_4_190, VERSION_8_4_150, VERSION_8_3 };

#define TRAINING_ROWS                                                          \
    INTEGER(struct yolov5, epochs, "null", "[1,inf) or null",                  \
            "epochs of the fall; null is those of the run"),                   \
        INTEGER(struct yolov5, nb, "null", "[1,inf) or null",                  \
                "batches in an epoch; null is the run's steps_per_epoch"),     \
        REAL(struct yolov5, lrf, "0.01", "(-inf,inf)",                         \
             "the share of the base rate at the end"),                         \
        BOOLEAN(struct yolov5, cos_lr, "false",                                \
                "along half a cosine, not a line"),                            \
        REAL(struct yolov5, momentum, "0.937", "(-inf,inf)",                   \
             "the momentum after the rise"),                                   \
        REAL(struct yolov5, warmup_epochs, "3", "[0,inf)",                     \
             "epochs of the rise"),                                            \
        REAL(struct yolov5, warmup_momentum, "0.8", "(-inf,inf)",              \
             "the momentum in row 0"),                                         \
        REAL(struct yolov5, warmup_bias_lr, "0.1", "(-inf,inf)",               \
             "the rate of the biases in row 0"),                               \
        INTEGER(                                                               \
            struct yolov5, bias_group, "-1", "[-1,inf) or null",               \
            "the group of the biases (2 before version 7); null is none, -1 "  \
            "the first of several groups")

static const struct parameter parameters[] = {
    TRAINING_ROWS,
    END_OF_TABLE,
};

static double
batches(const struct schedule *schedule)
{
    const struct yolov5 *self = schedule->self;

    return (double)(self->nb != INTEGER_NULL ? self->nb
                                             : schedule->run->steps_per_epoch);
}

static double
epochs_of(const struct schedule *schedule)
{
    const struct yolov5 *self = schedule->self;

    return self->epochs != INTEGER_NULL
               ? (double)self->epochs
               : fmax(1,
                      ceil((double)schedule->run->steps / batches(schedule)));
}

/* What the base rate is multiplied by in an epoch. */
static double
fall(const struct schedule *schedule, double epoch)
{
    const struct yolov5 *self = schedule->self;
    double epochs = epochs_of(schedule);

    return self->cos_lr ? fmax(0, (1 - cos(epoch * M_PI / epochs)) / 2) *
                                  (self->lrf - 1) +
                              1
                        : (1 - epoch / epochs) * (1 - self->lrf) + self->lrf;
}

/* The row of a rise of `rise` rows, or else beyond it, to what the epoch's
 * factor makes of the base rates. */
static void
set_row(const struct schedule *schedule, double now, double rise, double factor,
        struct rate *rates)
{
    const struct yolov5 *self = schedule->self;
    double heavy = self->momentum, light = self->warmup_momentum;
    const long *bias_group = schedule->state;

    for (size_t i = 0; i < schedule->count; i++) {
        double goal = schedule->base[i] * factor;
        double start = (long)(i / schedule->lanes) == *bias_group
                           ? self->warmup_bias_lr
                           : 0;

        rates[i].lr = now < rise ? start + (goal - start) / rise * now : goal;
        if (schedule->drives)
            rates[i].momentum =
                now < rise ? light + (heavy - light) / rise * now : heavy;
    }
}

static void
yolov5_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct yolov5 *self = schedule->self;
    double now = (double)t, nb = batches(schedule);
    double rise = fmax(rint(self->warmup_epochs * nb), 100);
    double epoch = floor(now / nb);
    bool late = now > rise && epoch > floor(rise / nb);

    set_row(schedule, now, rise, fall(schedule, late ? epoch - 1 : epoch),
            rates);
}

/* A release that stops a row before the end of the rise keeps what that row
 * set: the rate in its epoch, the momentum from then on. */
static void
ultralytics_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct yolov5 *self = schedule->self;
    double now = (double)t, nb = batches(schedule);
    double epoch = floor(now / nb), rise = self->warmup_epochs;
    double line = fmin(epoch, epochs_of(schedule));
    double factor = fall(schedule, self->cos_lr ? epoch : line);

    if (self->version != VERSION_8_3)
        rise = rint(fmin(rise, epochs_of(schedule) - 1) * nb);
    else if (rise > 0)
        rise = fmax(rint(rise * nb), 100);
    if (self->version == VERSION_8_4_150 && now >= rise && rise > 0) {
        double last = rise - 1;

        set_row(schedule, last, rise, factor, rates);
        if (epoch == floor(last / nb))
            return;
        for (size_t i = 0; i < schedule->count; i++)
            rates[i].lr = schedule->base[i] * factor;
        return;
    }
    set_row(schedule, now, rise, factor, rates);
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
yolov5_adjust(struct schedule *schedule, const struct node *node)
{
    const struct yolov5 *self = schedule->self;
    bool one_group = schedule->count == schedule->lanes;
    long *bias_group = schedule->state;

    *bias_group = self->bias_group != -1 ? self->bias_group
                  : one_group            ? INTEGER_NULL
                                         : 0;
    if (schedule->run->momentum)
        schedule->drives = node_place(node, "momentum");
}

const struct schedule_kind schedule_yolov5_warmup = {
    .kind = {.name = "yolov5.warmup",
             .summary = "a rise by batches over a fall by epochs; biases from "
                        "above, momentum with it",
             .formula = "lr(t) = base * f(e - 1)   in epoch e = floor(t / nb), "
                        "f(e) in\n"
                        "        the epoch in which the rise ends\n"
                        "        f(e) = (1 - e / epochs) * (1 - lrf) + lrf\n"
                        "        or, cos_lr, (1 - cos(pi e / epochs)) / 2 * "
                        "(lrf - 1) + 1\n"
                        "up to row W = max(warmup_epochs * nb, 100) a line to "
                        "base * f(e) from 0,\n"
                        "        or from warmup_bias_lr in bias_group\n"
                        "momentum from warmup_momentum to momentum in W rows",
             .source = "YOLOv5's train.py and hyp.scratch-*.yaml; lr0 there is "
                       "the optimizer's lr",
             .example = "yolov5.warmup(epochs=300, nb=100)",
             TABLE_OF(struct yolov5, parameters)},
    .state_size = sizeof(long),
    .set = yolov5_set,
    .adjust = yolov5_adjust,
    .end = yolov5_end,
};

const struct schedule_kind schedule_ultralytics_warmup = {
    .kind = {.name = "ultralytics.warmup",
             .summary = "a rise by batches over a fall by epochs that does not "
                        "lag",
             .formula = "lr(t) = base * f(e)   in epoch e = floor(t / nb)\n"
                        "        f(e) = max(1 - e / epochs, 0) * (1 - lrf) + "
                        "lrf\n"
                        "        or, cos_lr, (1 - cos(pi e / epochs)) / 2 * "
                        "(lrf - 1) + 1\n"
                        "up to row W = round(min(warmup_epochs, epochs - 1) * "
                        "nb) a line to\n"
                        "        base * f(e) from 0, or from warmup_bias_lr in "
                        "bias_group\n"
                        "momentum from warmup_momentum to momentum in W rows\n"
                        "v8.4.150: row W - 1 lasts for its epoch, its momentum "
                        "for good\n"
                        "v8.3: W = max(round(warmup_epochs * nb), 100), where "
                        "it is not 0",
             .source = "ultralytics' engine/trainer.py; lr0 there is the "
                       "optimizer's lr",
             .example = "ultralytics.warmup(epochs=100, nb=100)",
             .size = sizeof(struct yolov5),
             PARAMETERS(TRAINING_ROWS,
                        CHOICE(struct yolov5, version, "\"v8.4.190\"",
                               "v8.4.190|v8.4.150|v8.3",
                               "how it rises: as releases from 8.4.190, from "
                               "8.4.120 and before that do"))},
    .state_size = sizeof(long),
    .set = ultralytics_set,
    .adjust = yolov5_adjust,
    .end = yolov5_end,
};
