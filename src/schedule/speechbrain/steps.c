/* steps.c -- SpeechBrain's schedulers of stairs, lists of rates and cycles.
 *
 * They are called after an update or an epoch, so that row 0 has the base
 * rate. */
#include <math.h>

#include "schedule/schedule.h"

struct speechbrain_steps {
    long epoch_count;
    double final_value, decay_factor, decay_drop, half_life;
    double base_lr, max_lr, step_size, gamma;
    int mode;
    struct pairs intervals;
};

#define OWNER struct speechbrain_steps
#define SPEECHBRAIN_STEPS                                                      \
    .source = "SpeechBrain's speechbrain/nnet/schedulers.py",                  \
    .size = sizeof(OWNER)

static bool
stairs_check(const struct node *node, struct error *error)
{
    const OWNER *self = node->self;

    return isnan(self->half_life) ||
           (isnan(self->decay_factor) && isnan(self->decay_drop)) ||
           error_at(error, node_place(node, "half_life"),
                    "must not be given beside decay_factor and decay_drop");
}

static double
stairs_share(const struct schedule *schedule, long t)
{
    const OWNER *self = schedule->self;
    bool halves = !isnan(self->half_life);
    double factor = isnan(self->decay_factor) ? 0.5 : self->decay_factor;
    double drop = isnan(self->decay_drop) ? 2 : self->decay_drop;

    if (t == 0)
        return 1;
    return halves ? pow(exp(-log(2) / self->half_life), (double)t + 1)
                  : pow(factor, floor((double)(t + 1) / drop));
}

/* SpeechBrain has torch.linspace() in single precision. */
static void
line_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const OWNER *self = schedule->self;
    double last = (double)self->epoch_count - 1;
    double done = last > 0 ? fmin(1, (double)t / last) : 0;

    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr =
            schedule->base[i] + (self->final_value - schedule->base[i]) * done;
}

static bool
intervals_check(const struct node *node, struct error *error)
{
    const struct pairs *pairs = &((const OWNER *)node->self)->intervals;

    for (size_t i = 0; i < pairs->count; i++) {
        double least = i == 0 ? 1 : pairs->values[i - 1][0] + 1;

        if (!(pairs->values[i][0] >= least) ||
            floor(pairs->values[i][0]) != pairs->values[i][0] ||
            !isfinite(pairs->values[i][1]))
            return error_at(error, &pairs->places[i],
                            "must be a step from %g on and a finite rate",
                            least);
    }
    return true;
}

static void
intervals_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct pairs *pairs = &((const OWNER *)schedule->self)->intervals;
    size_t i = 0;

    while (i < pairs->count && pairs->values[i][0] <= (double)t)
        i++;
    if (i > 0)
        rates_set(schedule, rates, pairs->values[i - 1][1]);
    else
        rates_share(schedule, rates, 1);
}

enum { MODE_TRIANGULAR, MODE_TRIANGULAR2, MODE_EXP_RANGE };

static void
cyclic_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const OWNER *self = schedule->self;
    double now = (double)t, scale = 1;
    double cycle = floor(1 + now / (2 * self->step_size));
    double x = fabs(now / self->step_size - 2 * cycle + 1);

    if (self->mode == MODE_TRIANGULAR2)
        scale = 1 / pow(2, cycle - 1);
    else if (self->mode == MODE_EXP_RANGE)
        scale = pow(self->gamma, now);
    if (t == 0)
        rates_share(schedule, rates, 1);
    else
        rates_set(schedule, rates,
                  self->base_lr +
                      (self->max_lr - self->base_lr) * fmax(0, 1 - x) * scale);
}

const struct schedule_kind schedule_speechbrain_StepScheduler = {
    .kind = {.name = "speechbrain.StepScheduler",
             .aliases = "speechbrain.Step",
             .summary = "times decay_factor every decay_drop epochs, counted "
                        "from 1",
             .formula = "lr(t) = base * decay_factor^floor((t + 1) / "
                        "decay_drop); lr(0) = base\n"
                        "        half_life: decay_factor is 2^(-1 / "
                        "half_life), decay_drop 1",
             SPEECHBRAIN_STEPS,
             .example = "speechbrain.StepScheduler(decay_factor=0.5, "
                        "decay_drop=30)",
             PARAMETERS(REAL(OWNER, decay_factor, "null", "(0,inf) or null",
                             "what the rate is multiplied by; null is 0.5"),
                        REAL(OWNER, decay_drop, "null", "(0,inf) or null",
                             "in so many epochs; null is 2"),
                        REAL(OWNER, half_life, "null", "(0,inf) or null",
                             "in place of both, the epochs in which the rate "
                             "falls to a half")),
             .check = stairs_check},
    .share = stairs_share,
};

const struct schedule_kind schedule_speechbrain_LinearScheduler = {
    .kind = {.name = "speechbrain.LinearScheduler",
             .summary = "a line to final_value over epoch_count - 1 epochs, in "
                        "single precision",
             .formula = "lr(t) = base + (final_value - base) * min(1, t / "
                        "(epoch_count - 1))",
             SPEECHBRAIN_STEPS,
             .example = "speechbrain.LinearScheduler(final_value=0.001, "
                        "epoch_count=100)",
             PARAMETERS(REAL(OWNER, final_value, NULL, "(-inf,inf)",
                             "the rate at the end"),
                        TOTAL(OWNER, epoch_count, NULL, "[1,inf) or null",
                              "epochs in all"))},
    .set = line_set,
    .ends = "epoch_count",
};

const struct schedule_kind schedule_speechbrain_IntervalScheduler = {
    .kind = {.name = "speechbrain.IntervalScheduler",
             .summary = "a rate from each of some steps on",
             .formula = "lr(t) = the rate of the last step that is at most t; "
                        "base before the first",
             SPEECHBRAIN_STEPS,
             .example = "speechbrain.IntervalScheduler([[300, 0.01], [600, "
                        "0.001]])",
             PARAMETERS(STEPS_PAIRS(OWNER, intervals, NULL, NULL,
                                    "[steps, lr] pairs, steps rising")),
             .check = intervals_check},
    .set = intervals_set,
};

const struct schedule_kind schedule_speechbrain_CyclicLRScheduler = {
    .kind = {.name = "speechbrain.CyclicLRScheduler",
             .summary = "lines from base_lr to max_lr and back, after an "
                        "update at the base rate",
             .formula = "lr(t) = base_lr + (max_lr - base_lr) * max(0, 1 - x) "
                        "* s; lr(0) = base\n"
                        "        x = |t / step_size - 2 c + 1|, c = floor(1 + "
                        "t / (2 step_size))\n"
                        "        s: 1, 1 / 2^(c - 1) in triangular2, gamma^t "
                        "in exp_range",
             SPEECHBRAIN_STEPS,
             .example = "speechbrain.CyclicLRScheduler(base_lr=0.001, "
                        "max_lr=0.1, step_size=200)",
             PARAMETERS(REAL(OWNER, base_lr, "0.001", "(-inf,inf)",
                             "the rate at the bottom"),
                        REAL(OWNER, max_lr, "0.006", "(-inf,inf)",
                             "the rate at the first top"),
                        STEPS_REAL(OWNER, step_size, "2000", "(0,inf)",
                                   "steps of half a cycle"),
                        CHOICE(OWNER, mode, "\"triangular\"",
                               "triangular|triangular2|exp_range",
                               "how the height of the cycles changes"),
                        REAL(OWNER, gamma, "1", "(-inf,inf)",
                             "in exp_range, the height after a step"))},
    .set = cyclic_set,
};
