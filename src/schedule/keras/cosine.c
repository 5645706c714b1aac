/* cosine.c -- Keras' cosines, after a rise or again and again.
 *
 * decay_steps do not include the rise. */
#include <math.h>

#include "schedule/schedule.h"

/* Each kind has rows for those that it knows. */
struct cosine {
    double initial_learning_rate, decay_steps, first_decay_steps;
    double t_mul, m_mul, alpha, warmup_target, warmup_steps;
};

#define INITIAL_ROW                                                            \
    REAL(struct cosine, initial_learning_rate, NULL, "(-inf,inf)",             \
         "the rate in row 0")

static const struct parameter cosine_parameters[] = {
    INITIAL_ROW,
    TOTAL_REAL(struct cosine, decay_steps, "(0,inf)", "steps of the fall"),
    REAL(struct cosine, alpha, "0", "(-inf,inf)",
         "the share of the highest rate at the end"),
    REAL(struct cosine, warmup_target, "null", "(-inf,inf) or null",
         "the rate that a line rises to before; null is no rise"),
    STEPS_REAL(struct cosine, warmup_steps, "0", "[0,inf)",
               "steps of that rise"),
    END_OF_TABLE,
};

static const struct parameter restarts_parameters[] = {
    INITIAL_ROW,
    STEPS_REAL(struct cosine, first_decay_steps, NULL, "(0,inf)",
               "steps of the first cycle"),
    REAL(struct cosine, t_mul, "2", "[1,inf)",
         "each cycle is this many times as long as the one before"),
    REAL(struct cosine, m_mul, "1", "[0,inf)",
         "each begins at this share of where the one before began"),
    REAL(struct cosine, alpha, "0", "(-inf,inf)",
         "the share of the rate that it falls to"),
    END_OF_TABLE,
};

static double
fall(const struct cosine *self, double share)
{
    return (1 - self->alpha) * (0.5 * (1 + cos(M_PI * share))) + self->alpha;
}

static double
cosine_rate(const struct schedule *schedule, long t)
{
    const struct cosine *self = schedule->self;
    double now = (double)t, steps = self->decay_steps;
    double start = self->initial_learning_rate, top = self->warmup_target;
    double rise = isnan(top) ? 0 : self->warmup_steps;

    if (now < rise)
        return (top - start) * (now / rise) + start;
    return (isnan(top) ? start : top) *
           fall(self, fmin(now - rise, steps) / steps);
}

/* The logarithm may be one off where a cycle begins, as Keras' own is. */
static double
restarts_rate(const struct schedule *schedule, long t)
{
    const struct cosine *self = schedule->self;
    double done = (double)t / self->first_decay_steps, mul = self->t_mul;
    double cycle = floor(done), share = done - cycle, wave;

    if (mul != 1) {
        cycle = floor(log(1 - done * (1 - mul)) / log(mul));
        share = (done - (1 - power_of(mul, cycle)) / (1 - mul)) /
                power_of(mul, cycle);
    }
    wave = 0.5 * power_of(self->m_mul, cycle) * (1 + cos(M_PI * share));
    return self->initial_learning_rate *
           ((1 - self->alpha) * wave + self->alpha);
}

static long
cosine_end(const void *data)
{
    const struct cosine *self = data;
    double end = self->decay_steps +
                 (isnan(self->warmup_target) ? 0 : self->warmup_steps);

    return floor(end) == end && end <= (double)INTEGER_MOST ? (long)end
                                                            : INTEGER_NULL;
}

/* What descriptors say of a schedule with this name in Keras. */
#define KERAS_KIND(word)                                                       \
    .symbol = "keras.optimizers.schedules." word, .size = sizeof(struct cosine)

const struct schedule_kind schedule_keras_CosineDecay = {
    .kind = {.name = "keras.CosineDecay",
             .summary = "a line up to warmup_target, then half a cosine over "
                        "decay_steps more; stays at its end",
             .formula = "lr(t) = initial + (target - initial) * t / "
                        "warmup_steps   before\n"
                        "lr(t) = target * ((1 - alpha) * (1 + cos(pi p)) / 2 + "
                        "alpha)\n"
                        "        p = min(1, (t - warmup_steps) / decay_steps)",
             KERAS_KIND("CosineDecay"),
             .example = "keras.CosineDecay(0, decay_steps=900, "
                        "warmup_target=0.1, warmup_steps=100)",
             .parameters = cosine_parameters},
    .rate = cosine_rate,
    .end = cosine_end,
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_keras_CosineDecayRestarts = {
    .kind = {.name = "keras.CosineDecayRestarts",
             .summary = "half a cosine, again and again, longer and lower",
             .formula = "lr(t) = initial * ((1 - alpha) * m_mul^i * (1 + "
                        "cos(pi p)) / 2 + alpha)\n"
                        "        i: the cycle, of first_decay_steps * t_mul^i "
                        "steps\n"
                        "        p: the share of it that is done",
             KERAS_KIND("CosineDecayRestarts"),
             .example = "keras.CosineDecayRestarts(0.1, "
                        "first_decay_steps=100)",
             .parameters = restarts_parameters},
    .rate = restarts_rate,
};
