/* decay.c -- OpenNMT-py's decay methods, which count steps from 1. */
#include <math.h>

#include "schedule/schedule.h"

struct opennmt {
    long warmup_steps, decay_steps, start_decay_steps;
    double hidden_size, learning_rate_decay;
};

#define WARMUP_ROW                                                             \
    STEPS(struct opennmt, warmup_steps, "4000", "[1,inf)", "steps of the rise")
#define SIZE_ROW                                                               \
    REAL(struct opennmt, hidden_size, "500", "(0,inf)",                        \
         "the width of the model")
#define DECAY_ROWS                                                             \
    REAL(struct opennmt, learning_rate_decay, "0.5", "(-inf,inf)",             \
         "what the rate is multiplied by"),                                    \
        STEPS(struct opennmt, decay_steps, "10000", "[1,inf)",                 \
              "steps between the falls"),                                      \
        STEPS(struct opennmt, start_decay_steps, "50000", "[0,inf)",           \
              "the step of the first fall")
#define OPENNMT_KIND                                                           \
    .source = "OpenNMT-py's onmt/utils/optimizers.py",                         \
    .size = sizeof(struct opennmt)
#define NOAM                                                                   \
    "lr(t) = base * hidden_size^-0.5 * min(s^-0.5, s * W^-1.5)   with s = t "  \
    "+ 1"

static double
noam_share(const struct schedule *schedule, long t)
{
    const struct opennmt *self = schedule->self;
    double step = (double)t + 1, rise = (double)self->warmup_steps;

    return pow(self->hidden_size, -0.5) *
           fmin(pow(step, -0.5), step * pow(rise, -1.5));
}

static double
exponential_share(const struct schedule *schedule, long t)
{
    const struct opennmt *self = schedule->self;
    double every = (double)self->decay_steps;
    double after = (double)t + 1 - (double)self->start_decay_steps + every;

    return pow(self->learning_rate_decay, floor(fmax(after, 0) / every));
}

static double
noamwd_share(const struct schedule *schedule, long t)
{
    return noam_share(schedule, t) * exponential_share(schedule, t);
}

static double
rsqrt_share(const struct schedule *schedule, long t)
{
    const struct opennmt *self = schedule->self;

    return 1 / sqrt(fmax((double)t + 1, (double)self->warmup_steps));
}

const struct schedule_kind schedule_opennmt_noam = {
    .kind = {.name = "opennmt.noam",
             .summary = "up along a line, then one over the root of the step",
             .formula = NOAM,
             OPENNMT_KIND,
             .example = "opennmt.noam(warmup_steps=100)",
             PARAMETERS(WARMUP_ROW, SIZE_ROW)},
    .share = noam_share,
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_opennmt_noamwd = {
    .kind = {.name = "opennmt.noamwd",
             .summary =
                 "as noam, and times learning_rate_decay every decay_steps",
             .formula = NOAM
             "\n        * r^floor(max(0, s - start_decay_steps + d) / d)"
             "\n        r = learning_rate_decay, d = decay_steps",
             OPENNMT_KIND,
             .example = "opennmt.noamwd(warmup_steps=100, decay_steps=200, "
                        "start_decay_steps=500)",
             PARAMETERS(WARMUP_ROW, SIZE_ROW, DECAY_ROWS)},
    .share = noamwd_share,
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_opennmt_exponential = {
    .kind = {.name = "opennmt.exponential",
             .summary = "times learning_rate_decay at start_decay_steps, and "
                        "every decay_steps "
                        "after it",
             .formula =
                 "lr(t) = base * r^floor(max(0, s - start_decay_steps + d) / "
                 "d)\n"
                 "        s = t + 1, r = learning_rate_decay, d = decay_steps",
             OPENNMT_KIND,
             .example =
                 "opennmt.exponential(decay_steps=200, start_decay_steps=500)",
             PARAMETERS(DECAY_ROWS)},
    .share = exponential_share,
};

const struct schedule_kind schedule_opennmt_rsqrt = {
    .kind = {.name = "opennmt.rsqrt",
             .summary = "level, then one over the root of the step",
             .formula = "lr(t) = base / sqrt(max(t + 1, warmup_steps))",
             OPENNMT_KIND,
             .example = "opennmt.rsqrt(warmup_steps=100)",
             PARAMETERS(WARMUP_ROW)},
    .share = rsqrt_share,
};
