/* decay_types.c -- big_vision's decay types, times a rise and a fall. */
#include <math.h>

#include "schedule/schedule.h"

struct big_vision {
    long total_steps, warmup_steps, cooldown_steps;
    double power, linear_end, timescale, shift;
    struct integers steps;
    struct reals mults;
};

#define COMMON_ROWS                                                            \
    TOTAL(struct big_vision, total_steps, NULL, "[1,inf) or null",             \
          "steps in all"),                                                     \
        STEPS(struct big_vision, warmup_steps, "0", "[0,inf)",                 \
              "steps of the rise, fewer than all"),                            \
        STEPS(struct big_vision, cooldown_steps, "0", "[0,inf)",               \
              "steps of the line down to 0 at the end")
#define TYPE_KIND                                                              \
    .source = "big_vision's utils.py, create_learning_rate_schedule",          \
    .size = sizeof(struct big_vision)
#define TIMES                                                                  \
    "\n        * min(1, t / W) * min(1, (N - t) / cooldown_steps), if not 0"
#define SHARE "        p = (t - W) / (N - W), from 0 to 1\n"

/* What a rate is multiplied by. */
static double
times(const struct big_vision *self, double now)
{
    double factor = 1;

    if (self->warmup_steps > 0)
        factor = fmin(1, now / (double)self->warmup_steps);
    if (self->cooldown_steps > 0)
        factor *= fmin(1, ((double)self->total_steps - now) /
                              (double)self->cooldown_steps);
    return factor;
}

static double
progress(const struct big_vision *self, double now)
{
    double rise = (double)self->warmup_steps;
    double rest = (double)self->total_steps - rise;

    return rest > 0 ? fmin(fmax((now - rise) / rest, 0), 1) : 0;
}

static void
linear_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct big_vision *self = schedule->self;
    double now = (double)t, end = self->linear_end;
    double left = pow(1 - progress(self, now), self->power);

    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr =
            (end + (schedule->base[i] - end) * left) * times(self, now);
}

static double
cosine_share(const struct schedule *schedule, long t)
{
    const struct big_vision *self = schedule->self;
    double now = (double)t;

    return 0.5 * (1 + cos(M_PI * progress(self, now))) * times(self, now);
}

static double
rsqrt_share(const struct schedule *schedule, long t)
{
    const struct big_vision *self = schedule->self;
    double now = (double)t;
    double after = fmax(now - (double)self->warmup_steps, 0) + self->shift;

    return 1 / sqrt(1 + after / self->timescale) * times(self, now);
}

static double
stair_share(const struct schedule *schedule, long t)
{
    const struct big_vision *self = schedule->self;
    double factor = 1;

    for (size_t i = 0; i < self->steps.count; i++)
        if (self->steps.values[i] < t + 1)
            factor = self->mults.values[i];
    return factor * times(self, (double)t);
}

static bool
rise_check(const struct node *node, struct error *error)
{
    const struct big_vision *self = node->self;

    return self->total_steps <= 1 || self->warmup_steps < self->total_steps ||
           error_at(error, node_place(node, "warmup_steps"),
                    "must be below total_steps, %ld, not %ld",
                    self->total_steps, self->warmup_steps);
}

static bool
stair_check(const struct node *node, struct error *error)
{
    const struct big_vision *self = node->self;
    const struct integers *steps = &self->steps;

    for (size_t i = 1; i < steps->count; i++)
        if (steps->values[i] < steps->values[i - 1])
            return error_at(error, &steps->places[i],
                            "must be at least the one before, %ld, not %ld",
                            steps->values[i - 1], steps->values[i]);
    if (steps->count != self->mults.count)
        return error_at(error, node_place(node, "mults"),
                        "must be %zu numbers, one for each of the steps, not "
                        "%zu",
                        steps->count, self->mults.count);
    return rise_check(node, error);
}

const struct schedule_kind schedule_big_vision_linear = {
    .kind = {.name = "big_vision.linear",
             .aliases = "big_vision.polynomial",
             .summary = "a power of what is left, down to linear_end, times a "
                        "rise and a fall",
             .formula = "lr(t) = (e + (base - e) * (1 - p)^power)   with e = "
                        "linear_end" TIMES "\n" SHARE,
             TYPE_KIND,
             .example = "big_vision.linear(total_steps=1000, "
                        "warmup_steps=100)",
             PARAMETERS(COMMON_ROWS,
                        REAL(struct big_vision, power, "1", "[0,inf)",
                             "of what is left"),
                        REAL(struct big_vision, linear_end, "0", "[0,inf)",
                             "the rate at the end")),
             .check = rise_check},
    .set = linear_set,
    .ends = "total_steps",
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_big_vision_cosine = {
    .kind = {.name = "big_vision.cosine",
             .summary = "half a cosine down to 0, times a rise and a fall",
             .formula = "lr(t) = base * (1 + cos(pi p)) / 2" TIMES "\n" SHARE,
             TYPE_KIND,
             .example = "big_vision.cosine(total_steps=1000, "
                        "warmup_steps=100)",
             PARAMETERS(COMMON_ROWS),
             .check = rise_check},
    .share = cosine_share,
    .ends = "total_steps",
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_big_vision_rsqrt = {
    .kind = {.name = "big_vision.rsqrt",
             .summary = "one over a root with a timescale, times a rise and a "
                        "fall",
             .formula = "lr(t) = base / sqrt(1 + (max(0, t - W) + shift) / "
                        "timescale)" TIMES,
             TYPE_KIND,
             .example = "big_vision.rsqrt(total_steps=1000, warmup_steps=100, "
                        "cooldown_steps=200, timescale=200)",
             PARAMETERS(COMMON_ROWS,
                        STEPS_REAL(struct big_vision, timescale, "10000",
                                   "(0,inf)",
                                   "steps after which the rate is 0.71 of the "
                                   "base"),
                        STEPS_REAL(struct big_vision, shift, "0", "[0,inf)",
                                   "steps that are done before")),
             .check = rise_check},
    .share = rsqrt_share,
    .ends = "total_steps",
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_big_vision_stair = {
    .kind = {.name = "big_vision.stair",
             .summary = "times another factor from each of some steps on, "
                        "times a rise and a fall",
             .formula = "lr(t) = base * the mult of the last step that is at "
                        "most t, or 1" TIMES,
             TYPE_KIND,
             .example = "big_vision.stair(total_steps=1000, steps=[500, 800], "
                        "mults=[0.1, 0.01])",
             PARAMETERS(COMMON_ROWS,
                        STEPS_LIST(struct big_vision, steps, "[]", "(-inf,inf)",
                                   "the steps, rising"),
                        REALS(struct big_vision, mults, "[]", "(-inf,inf)",
                              "the factor from each of them on")),
             .check = stair_check},
    .share = stair_share,
    .ends = "total_steps",
    .rise = "warmup_steps",
};
