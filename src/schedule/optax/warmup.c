/* warmup.c -- optax's schedules of one curve after a rise.
 *
 * decay_steps include the rise. */
#include "schedule/optax/optax.h"

static double
rise(const struct optax_curve *self, long t)
{
    return optax_transition(self, self->init_value, self->peak_value,
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
                     : optax_wave(self, self->peak_value, rest, (double)after);
}

static double
warmup_exponential_rate(const struct schedule *schedule, long t)
{
    const struct optax_curve *self = schedule->self;
    long after = t - self->warmup_steps;

    return after < 0 ? rise(self, t)
                     : optax_decay(self, self->peak_value, (double)after);
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

#define RISE                                                                   \
    "lr(t) = init_value + (peak_value - init_value) * t / W   for t < W\n"

const struct schedule_kind schedule_optax_warmup_constant = {
    .kind = {.name = "optax.warmup_constant",
             OPTAX_CURVE("warmup_constant_schedule"),
             .summary = "a line up, then constant",
             .formula = RISE "lr(t) = peak_value   from W = warmup_steps on",
             .example = "optax.warmup_constant(0, 0.1, warmup_steps=100)",
             PARAMETERS(OPTAX_INIT, OPTAX_PEAK, OPTAX_WARMUP),
             .check = optax_linear_check},
    .rate = warmup_constant_rate,
    .ends = "warmup_steps",
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_optax_warmup_cosine_decay = {
    .kind = {.name = "optax.warmup_cosine_decay",
             OPTAX_CURVE("warmup_cosine_decay_schedule"),
             .summary = "a line up, then half a cosine down; decay_steps "
                        "include the rise",
             .formula =
                 RISE "lr(t) = peak_value * ((1 - a) * c^exponent + a)   "
                      "with a = end / peak\n"
                      "        c = (1 + cos(pi p)) / 2\n"
                      "        p = min(1, (t - W) / (decay_steps - W)), "
                      "with W = warmup_steps",
             .example = "optax.warmup_cosine_decay(0, 0.1, warmup_steps=100, "
                        "decay_steps=1000)",
             PARAMETERS(OPTAX_INIT, OPTAX_PEAK, OPTAX_WARMUP,
                        TOTAL(struct optax_curve, decay_steps, NULL, "[1,inf)",
                              "steps in all, the rise included"),
                        OPTAX_REAL(end_value, "0", "(-inf,inf)",
                                   "the rate at the end"),
                        OPTAX_EXPONENT),
             .check = warmup_cosine_check},
    .rate = warmup_cosine_rate,
    .ends = "decay_steps",
    .rise = "warmup_steps",
};

const struct schedule_kind schedule_optax_warmup_exponential_decay = {
    .kind = {.name = "optax.warmup_exponential_decay",
             OPTAX_CURVE("warmup_exponential_decay_schedule"),
             .summary = "a line up, then times decay_rate in transition_steps",
             .formula = RISE "lr(t) = peak_value * decay_rate^((t - W - "
                             "transition_begin)\n"
                             "            / transition_steps)   with W = "
                             "warmup_steps\n" OPTAX_DECAY_HELP,
             .example = "optax.warmup_exponential_decay(0, 0.1, "
                        "warmup_steps=100, transition_steps=1000, "
                        "decay_rate=0.9)",
             PARAMETERS(OPTAX_INIT, OPTAX_PEAK, OPTAX_WARMUP, OPTAX_DECAY),
             .check = optax_linear_check},
    .rate = warmup_exponential_rate,
    .rise = "warmup_steps",
};
