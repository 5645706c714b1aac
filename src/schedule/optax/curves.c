/* curves.c -- optax's schedules of one curve. */
#include <math.h>

#include "schedule/optax/optax.h"

/* From one value to another along a power of what is left. */
double
optax_transition(const struct optax_curve *self, double from, double to,
                 double steps, double t)
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

double
optax_decay(const struct optax_curve *self, double value, double t)
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

double
optax_wave(const struct optax_curve *self, double value, double steps, double t)
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

    return optax_transition(self, self->init_value, self->end_value,
                            (double)self->transition_steps,
                            (double)t - begin(self));
}

static double
exponential_rate(const struct schedule *schedule, long t)
{
    const struct optax_curve *self = schedule->self;

    return optax_decay(self, self->init_value, (double)t);
}

static double
cosine_rate(const struct schedule *schedule, long t)
{
    const struct optax_curve *self = schedule->self;

    return optax_wave(self, self->init_value, (double)self->decay_steps,
                      (double)t);
}

bool
optax_linear_check(const struct node *node, struct error *error)
{
    struct optax_curve *self = node->self;

    (void)error;
    self->power = 1;
    return true;
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

const struct schedule_kind schedule_optax_constant = {
    .kind = {.name = "optax.constant",
             OPTAX_CURVE("constant_schedule"),
             .summary = "a rate of its own",
             .formula = "lr(t) = value",
             .example = "optax.constant(0.1)",
             PARAMETERS(OPTAX_REAL(value, NULL, "(-inf,inf)", "the rate"))},
    .rate = constant_rate,
};

const struct schedule_kind schedule_optax_polynomial = {
    .kind =
        {.name = "optax.polynomial",
         OPTAX_CURVE("polynomial_schedule"),
         .summary = "from one rate to another along a power of what is "
                    "left",
         .formula = "lr(t) = (init_value - end_value) * (1 - p)^power + "
                    "end_value\n"
                    "        p = (t - transition_begin) / "
                    "transition_steps, from 0 to 1",
         .example = "optax.polynomial(0.1, 0.001, power=2, "
                    "transition_steps=1000)",
         PARAMETERS(
             OPTAX_INIT,
             OPTAX_REAL(end_value, NULL, "(-inf,inf)", "the rate at the end"),
             OPTAX_REAL(power, NULL, "[0,inf)", "of the share that is left"),
             TOTAL(struct optax_curve, transition_steps, NULL, "(-inf,inf)",
                   "steps until the end; 0 or less keeps the first rate"),
             OPTAX_BEGIN)},
    .rate = transition_rate,
    .end = transition_end,
};

const struct schedule_kind schedule_optax_linear = {
    .kind = {.name = "optax.linear",
             OPTAX_CURVE("linear_schedule"),
             .summary = "a line from one rate to another, where it stays",
             .formula = "lr(t) = init_value + (end_value - init_value) * p\n"
                        "        p = (t - transition_begin) / "
                        "transition_steps, from 0 to 1",
             .example = "optax.linear(0.1, 0.001, transition_steps=1000)",
             PARAMETERS(
                 OPTAX_INIT,
                 OPTAX_REAL(end_value, NULL, "(-inf,inf)",
                            "the rate at the end"),
                 TOTAL(struct optax_curve, transition_steps, NULL, "(-inf,inf)",
                       "steps until the end; 0 or less keeps the first rate"),
                 OPTAX_BEGIN),
             .check = optax_linear_check},
    .rate = transition_rate,
    .end = transition_end,
};

const struct schedule_kind schedule_optax_exponential_decay = {
    .kind = {.name = "optax.exponential_decay",
             .summary = "times decay_rate in transition_steps",
             .formula =
                 "lr(t) = init_value * decay_rate^((t - "
                 "transition_begin) / transition_steps)\n" OPTAX_DECAY_HELP,
             .symbol = "optax.exponential_decay",
             .example = "optax.exponential_decay(0.1, transition_steps=1000, "
                        "decay_rate=0.9)",
             .size = sizeof(struct optax_curve),
             PARAMETERS(OPTAX_INIT, OPTAX_DECAY)},
    .rate = exponential_rate,
};

const struct schedule_kind schedule_optax_cosine_decay = {
    .kind = {.name = "optax.cosine_decay",
             OPTAX_CURVE("cosine_decay_schedule"),
             .summary = "half a cosine down to a share of init_value, where "
                        "it stays",
             .formula = "lr(t) = init_value * ((1 - alpha) * c^exponent + "
                        "alpha)\n"
                        "        c = (1 + cos(pi min(t, T) / T)) / 2, with T = "
                        "decay_steps",
             .example = "optax.cosine_decay(0.1, decay_steps=1000)",
             PARAMETERS(OPTAX_INIT,
                        TOTAL(struct optax_curve, decay_steps, NULL, "[1,inf)",
                              "steps of the fall"),
                        OPTAX_REAL(alpha, "0", "(-inf,inf)",
                                   "the share of init_value at the end"),
                        OPTAX_EXPONENT)},
    .rate = cosine_rate,
    .ends = "decay_steps",
};
