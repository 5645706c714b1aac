/* decay_types.c -- torchtitan's rise, level stretch and fall.
 *
 * It counts from 1, so that no update has a rate of 0; row total_steps is one
 * that torchtitan never uses. */
#include <math.h>

#include "schedule/schedule.h"

struct torchtitan_decay {
    long warmup_steps, total_steps;
    double decay_ratio, min_lr_factor;
};

static const struct parameter parameters[] = {
    INTEGER(struct torchtitan_decay, warmup_steps, "200", "[0,inf)",
            "steps of the rise, at most all"),
    INTEGER(struct torchtitan_decay, total_steps, "null", "[0,inf) or null",
            "steps in all; null is those of the run"),
    REAL(struct torchtitan_decay, decay_ratio, "null", "[0,1] or null",
         "the share of them that falls; null is all after the rise"),
    REAL(struct torchtitan_decay, min_lr_factor, "0", "[0,1]",
         "the share of the base rate that it falls to"),
    END_OF_TABLE,
};

/* 1 before the fall, and else how much of it is left, by its share. */
typedef double decay_type(double share);

static double
linear_type(double share)
{
    return 1 - share;
}

static double
sqrt_type(double share)
{
    return 1 - sqrt(share);
}

static double
cosine_type(double share)
{
    return 0.5 * (1 + cos(M_PI * share));
}

static void
set_type(const struct schedule *schedule, long t, decay_type *type,
         struct rate *rates)
{
    const struct torchtitan_decay *self = schedule->self;
    double all = (double)steps_of(schedule->run, self->total_steps);
    double rise = fmin((double)self->warmup_steps, all), now = (double)t + 1;
    double fall = isnan(self->decay_ratio)
                      ? all - rise
                      : fmin(rint(all * self->decay_ratio), all - rise);
    double level = all + 1 - fall, least = self->min_lr_factor;

    if (now <= rise)
        rates_share(schedule, rates, now / rise);
    /* Without a fall torchtitan stops here. */
    else if (now <= level || fall == 0)
        rates_share(schedule, rates, 1);
    else
        rates_share(schedule, rates,
                    least + (1 - least) * type((now - level) / fall));
}

static void
linear_set(const struct schedule *schedule, long t, struct rate *rates)
{
    set_type(schedule, t, linear_type, rates);
}

static void
sqrt_set(const struct schedule *schedule, long t, struct rate *rates)
{
    set_type(schedule, t, sqrt_type, rates);
}

static void
cosine_set(const struct schedule *schedule, long t, struct rate *rates)
{
    set_type(schedule, t, cosine_type, rates);
}

static long
decay_end(const void *self)
{
    return ((const struct torchtitan_decay *)self)->total_steps;
}

#define SOURCE "torchtitan's lr_scheduler, decay_type "
#define RISE                                                                   \
    "lr(t) = base * (t + 1) / W   for t < W = warmup_steps, then base\n"       \
    "lr(t) = base * (m + (1 - m) * f)   in the fall, with m = "                \
    "min_lr_factor\n"
#define SHARE                                                                  \
    "        p = (t + 1 - (T + 1 - d)) / d,   d: steps of the fall, of T"

const struct schedule_kind schedule_torchtitan_linear = {
    .kind = {.name = "torchtitan.linear",
             .summary = "a line up counted from 1, level, and a line down that "
                        "never reaches its end",
             .formula = RISE "        f = 1 - p\n" SHARE,
             .system = SYSTEM_torchtitan,
             .source = SOURCE "linear",
             .example = "torchtitan.linear(warmup_steps=100, "
                        "total_steps=1000)",
             .size = sizeof(struct torchtitan_decay),
             .parameters = parameters},
    .set = linear_set,
    .end = decay_end,
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_torchtitan_sqrt = {
    .kind = {.name = "torchtitan.sqrt",
             .summary = "a line up counted from 1, level, and down as 1 less "
                        "a root",
             .formula = RISE "        f = 1 - sqrt(p)\n" SHARE,
             .system = SYSTEM_torchtitan,
             .source = SOURCE "sqrt",
             .example = "torchtitan.sqrt(warmup_steps=100, total_steps=1000, "
                        "decay_ratio=0.2)",
             .size = sizeof(struct torchtitan_decay),
             .parameters = parameters},
    .set = sqrt_set,
    .end = decay_end,
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_torchtitan_cosine = {
    .kind = {.name = "torchtitan.cosine",
             .summary = "a line up counted from 1, level, and half a cosine "
                        "that never reaches its end",
             .formula = RISE "        f = (1 + cos(pi p)) / 2\n" SHARE,
             .system = SYSTEM_torchtitan,
             .source = SOURCE "cosine",
             .example = "torchtitan.cosine(warmup_steps=100, "
                        "total_steps=1000)",
             .size = sizeof(struct torchtitan_decay),
             .parameters = parameters},
    .set = cosine_set,
    .end = decay_end,
    .rise = "warmup_steps",
};
