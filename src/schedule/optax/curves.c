/* curves.c -- optax's schedules of one curve, and of one after a rise.
 *
 * They replace the optimizer's rate.  decay_steps include the rise. */
#include <math.h>

#include "schedule/schedule.h"

/* Each kind has rows for those that it knows. */
struct optax_curve {
    double value, init_value, peak_value, end_value, power, decay_rate;
    double alpha, exponent;
    long transition_steps, transition_begin, warmup_steps, decay_steps;
    bool staircase;
};

#define REAL_ROW(name, standard, range, meaning)                               \
    REAL(struct optax_curve, name, standard, range, meaning)
#define INIT_ROW REAL_ROW(init_value, NULL, "(-inf,inf)", "the rate in row 0")
#define PEAK_ROW                                                               \
    REAL_ROW(peak_value, NULL, "(-inf,inf)", "the rate after the rise")
#define WARMUP_ROW                                                             \
    STEPS(struct optax_curve, warmup_steps, NULL, "[0,inf)",                   \
          "steps of the rise")
#define STEPS_ROW(meaning)                                                     \
    STEPS(struct optax_curve, transition_steps, NULL, "(-inf,inf)",            \
          meaning "; 0 or less keeps the first rate")
#define BEGIN_ROW                                                              \
    STEPS(struct optax_curve, transition_begin, "0", "(-inf,inf)",             \
          "the row in which it begins; less than 0 is 0")
#define DECAY_ROWS                                                             \
    BEGIN_ROW,                                                                 \
        BOOLEAN(struct optax_curve, staircase, "false",                        \
                "decay at the end of transition_steps only"),                  \
        REAL_ROW(end_value, "null", "(-inf,inf) or null",                      \
                 "the lowest rate, or where decay_rate is not below 1 the "    \
                 "highest")
#define RATE_ROW                                                               \
    REAL_ROW(decay_rate, NULL, "[0,inf)",                                      \
             "what the rate is multiplied by; 0 keeps it")
#define EXPONENT_ROW                                                           \
    REAL_ROW(exponent, "1", "[0,inf)", "power of the half wave")

static const struct parameter constant_parameters[] = {
    REAL_ROW(value, NULL, "(-inf,inf)", "the rate"),
    END_OF_TABLE,
};

static const struct parameter polynomial_parameters[] = {
    INIT_ROW,
    REAL_ROW(end_value, NULL, "(-inf,inf)", "the rate at the end"),
    REAL_ROW(power, NULL, "[0,inf)", "of the share that is left"),
    TOTAL(struct optax_curve, transition_steps, NULL, "(-inf,inf)",
          "steps until the end; 0 or less keeps the first rate"),
    BEGIN_ROW,
    END_OF_TABLE,
};

static const struct parameter linear_parameters[] = {
    INIT_ROW,
    REAL_ROW(end_value, NULL, "(-inf,inf)", "the rate at the end"),
    TOTAL(struct optax_curve, transition_steps, NULL, "(-inf,inf)",
          "steps until the end; 0 or less keeps the first rate"),
    BEGIN_ROW,
    END_OF_TABLE,
};

static const struct parameter exponential_parameters[] = {
    INIT_ROW,
    STEPS_ROW("steps in which it is multiplied by decay_rate once"),
    RATE_ROW,
    DECAY_ROWS,
    END_OF_TABLE,
};

static const struct parameter cosine_parameters[] = {
    INIT_ROW,
    TOTAL(struct optax_curve, decay_steps, NULL, "[1,inf)",
          "steps of the fall"),
    REAL_ROW(alpha, "0", "(-inf,inf)", "the share of init_value at the end"),
    EXPONENT_ROW,
    END_OF_TABLE,
};

static const struct parameter warmup_constant_parameters[] = {
    INIT_ROW,
    PEAK_ROW,
    WARMUP_ROW,
    END_OF_TABLE,
};

static const struct parameter warmup_cosine_parameters[] = {
    INIT_ROW,
    PEAK_ROW,
    WARMUP_ROW,
    TOTAL(struct optax_curve, decay_steps, NULL, "[1,inf)",
          "steps in all, the rise included"),
    REAL_ROW(end_value, "0", "(-inf,inf)", "the rate at the end"),
    EXPONENT_ROW,
    END_OF_TABLE,
};

static const struct parameter warmup_exponential_parameters[] = {
    INIT_ROW,
    PEAK_ROW,
    WARMUP_ROW,
    STEPS_ROW("steps in which it is multiplied by decay_rate once"),
    RATE_ROW,
    DECAY_ROWS,
    END_OF_TABLE,
};

/* From one value to another along a power of what is left. */
static double
transition(const struct optax_curve *self, double from, double to, double steps,
           double t)
{
    double left;

    if (steps <= 0)
        return from;
    left = 1 - fmin(fmax(t, 0), steps) / steps;
    return (from - to) * power_of(left, self->power) + to;
}

static double
begin(const struct optax_curve *self)
{
    return self->transition_begin > 0 ? (double)self->transition_begin : 0;
}

static double
decay(const struct optax_curve *self, double value, double t)
{
    double now = t - begin(self), p = now / (double)self->transition_steps;

    if (self->transition_steps <= 0 || self->decay_rate == 0)
        return value;
    if (self->staircase)
        p = floor(p);
    if (now > 0)
        value *= pow(self->decay_rate, p);
    if (isnan(self->end_value))
        return value;
    return self->decay_rate < 1 ? fmax(value, self->end_value)
                                : fmin(value, self->end_value);
}

static double
wave(const struct optax_curve *self, double value, double steps, double t)
{
    double share = 0.5 * (1 + cos(M_PI * fmin(t, steps) / steps));

    return value *
           ((1 - self->alpha) * power_of(share, self->exponent) + self->alpha);
}

static double
constant_rate(const struct schedule *schedule, long t)
{
    (void)t;
    return ((const struct optax_curve *)schedule->self)->value;
}

static double
transition_rate(const struct schedule *schedule, long t)
{
    const struct optax_curve *self = schedule->self;

    return transition(self, self->init_value, self->end_value,
                      (double)self->transition_steps, (double)t - begin(self));
}

static double
exponential_rate(const struct schedule *schedule, long t)
{
    const struct optax_curve *self = schedule->self;

    return decay(self, self->init_value, (double)t);
}

static double
cosine_rate(const struct schedule *schedule, long t)
{
    const struct optax_curve *self = schedule->self;

    return wave(self, self->init_value, (double)self->decay_steps, (double)t);
}

static double
rise(const struct optax_curve *self, long t)
{
    return transition(self, self->init_value, self->peak_value,
                      (double)self->warmup_steps, (double)t);
}

static double
warmup_constant_rate(const struct schedule *schedule, long t)
{
    const struct optax_curve *self = schedule->self;

    if (t < self->warmup_steps)
        return rise(self, t);
    return self->warmup_steps > 0 ? self->peak_value : self->init_value;
}

static double
warmup_cosine_rate(const struct schedule *schedule, long t)
{
    const struct optax_curve *self = schedule->self;
    long after = t - self->warmup_steps;
    double rest = (double)(self->decay_steps - self->warmup_steps);

    return after < 0 ? rise(self, t)
                     : wave(self, self->peak_value, rest, (double)after);
}

static double
warmup_exponential_rate(const struct schedule *schedule, long t)
{
    const struct optax_curve *self = schedule->self;
    long after = t - self->warmup_steps;

    return after < 0 ? rise(self, t)
                     : decay(self, self->peak_value, (double)after);
}

static bool
linear_check(const struct node *node, struct error *error)
{
    struct optax_curve *self = node->self;

    (void)error;
    self->power = 1;
    return true;
}

static bool
warmup_cosine_check(const struct node *node, struct error *error)
{
    struct optax_curve *self = node->self;

    self->power = 1;
    self->alpha =
        self->peak_value == 0 ? 0 : self->end_value / self->peak_value;
    return self->decay_steps > self->warmup_steps ||
           error_at(error, node_place(node, "decay_steps"),
                    "must be above warmup_steps, which they include, %ld, not "
                    "%ld",
                    self->warmup_steps, self->decay_steps);
}

static long
transition_end(const void *data)
{
    const struct optax_curve *self = data;
    long start = (long)begin(self);

    return self->transition_steps > 0 &&
                   self->transition_steps <= INTEGER_MOST - start
               ? start + self->transition_steps
               : INTEGER_NULL;
}

#define RISE                                                                   \
    "lr(t) = init_value + (peak_value - init_value) * t / W   for t < W\n"
#define DECAY_HELP "        staircase: rounded down; no further than end_value"

const struct schedule_kind schedule_optax_constant = {
    .kind = {.name = "optax.constant",
             .aliases = "optax.constant_schedule constant_schedule",
             .summary = "a rate of its own",
             .formula = "lr(t) = value",
             .symbol = "optax.constant_schedule",
             .example = "optax.constant(0.1)",
             .size = sizeof(struct optax_curve),
             .parameters = constant_parameters},
    .rate = constant_rate,
};

const struct schedule_kind schedule_optax_polynomial = {
    .kind = {.name = "optax.polynomial",
             .aliases = "optax.polynomial_schedule polynomial_schedule",
             .summary = "from one rate to another along a power of what is "
                        "left",
             .formula = "lr(t) = (init_value - end_value) * (1 - p)^power + "
                        "end_value\n"
                        "        p = (t - transition_begin) / "
                        "transition_steps, from 0 to 1",
             .symbol = "optax.polynomial_schedule",
             .example = "optax.polynomial(0.1, 0.001, power=2, "
                        "transition_steps=1000)",
             .size = sizeof(struct optax_curve),
             .parameters = polynomial_parameters},
    .rate = transition_rate,
    .end = transition_end,
};

const struct schedule_kind schedule_optax_linear = {
    .kind = {.name = "optax.linear",
             .aliases = "optax.linear_schedule linear_schedule",
             .summary = "a line from one rate to another, where it stays",
             .formula = "lr(t) = init_value + (end_value - init_value) * p\n"
                        "        p = (t - transition_begin) / "
                        "transition_steps, from 0 to 1",
             .symbol = "optax.linear_schedule",
             .example = "optax.linear(0.1, 0.001, transition_steps=1000)",
             .size = sizeof(struct optax_curve),
             .parameters = linear_parameters,
             .check = linear_check},
    .rate = transition_rate,
    .end = transition_end,
};

const struct schedule_kind schedule_optax_exponential_decay = {
    .kind = {.name = "optax.exponential_decay",
             .summary = "times decay_rate in transition_steps",
             .formula = "lr(t) = init_value * decay_rate^((t - "
                        "transition_begin) / transition_steps)\n" DECAY_HELP,
             .symbol = "optax.exponential_decay",
             .example = "optax.exponential_decay(0.1, transition_steps=1000, "
                        "decay_rate=0.9)",
             .size = sizeof(struct optax_curve),
             .parameters = exponential_parameters},
    .rate = exponential_rate,
};

const struct schedule_kind schedule_optax_cosine_decay = {
    .kind = {.name = "optax.cosine_decay",
             .aliases = "optax.cosine_decay_schedule cosine_decay_schedule",
             .summary = "half a cosine down to a share of init_value, where "
                        "it stays",
             .formula = "lr(t) = init_value * ((1 - alpha) * c^exponent + "
                        "alpha)\n"
                        "        c = (1 + cos(pi min(t, T) / T)) / 2, with T = "
                        "decay_steps",
             .symbol = "optax.cosine_decay_schedule",
             .example = "optax.cosine_decay(0.1, decay_steps=1000)",
             .size = sizeof(struct optax_curve),
             .parameters = cosine_parameters},
    .rate = cosine_rate,
    .ends = "decay_steps",
};

const struct schedule_kind schedule_optax_warmup_constant = {
    .kind = {.name = "optax.warmup_constant",
             .aliases = "optax.warmup_constant_schedule "
                        "warmup_constant_schedule",
             .summary = "a line up, then constant",
             .formula = RISE "lr(t) = peak_value   from W = warmup_steps on",
             .symbol = "optax.warmup_constant_schedule",
             .example = "optax.warmup_constant(0, 0.1, warmup_steps=100)",
             .size = sizeof(struct optax_curve),
             .parameters = warmup_constant_parameters,
             .check = linear_check},
    .rate = warmup_constant_rate,
    .ends = "warmup_steps",
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_optax_warmup_cosine_decay = {
    .kind = {.name = "optax.warmup_cosine_decay",
             .aliases = "optax.warmup_cosine_decay_schedule "
                        "warmup_cosine_decay_schedule",
             .summary = "a line up, then half a cosine down; decay_steps "
                        "include the rise",
             .formula =
                 RISE "lr(t) = peak_value * ((1 - a) * c^exponent + a)   "
                      "with a = end / peak\n"
                      "        c = (1 + cos(pi p)) / 2\n"
                      "        p = min(1, (t - W) / (decay_steps - W)), "
                      "with W = warmup_steps",
             .symbol = "optax.warmup_cosine_decay_schedule",
             .example = "optax.warmup_cosine_decay(0, 0.1, warmup_steps=100, "
                        "decay_steps=1000)",
             .size = sizeof(struct optax_curve),
             .parameters = warmup_cosine_parameters,
             .check = warmup_cosine_check},
    .rate = warmup_cosine_rate,
    .ends = "decay_steps",
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_optax_warmup_exponential_decay = {
    .kind = {.name = "optax.warmup_exponential_decay",
             .aliases = "optax.warmup_exponential_decay_schedule "
                        "warmup_exponential_decay_schedule",
             .summary = "a line up, then times decay_rate in transition_steps",
             .formula = RISE "lr(t) = peak_value * decay_rate^((t - W - "
                             "transition_begin)\n"
                             "            / transition_steps)   with W = "
                             "warmup_steps\n" DECAY_HELP,
             .symbol = "optax.warmup_exponential_decay_schedule",
             .example = "optax.warmup_exponential_decay(0, 0.1, "
                        "warmup_steps=100, transition_steps=1000, "
                        "decay_rate=0.9)",
             .size = sizeof(struct optax_curve),
             .parameters = warmup_exponential_parameters,
             .check = linear_check},
    .rate = warmup_exponential_rate,
    .rise = "warmup_steps",
};
