/* decay.c -- Keras' decays that go one way: they replace the optimizer's
 * rate. */
#include <math.h>

#include "schedule/schedule.h"

/* Each kind has rows for those that it knows. */
struct keras_decay {
    double initial_learning_rate, decay_steps, decay_rate;
    bool staircase;
    double end_learning_rate, power;
    bool cycle;
    struct reals boundaries, values;
};

#define INITIAL_ROW                                                            \
    REAL(struct keras_decay, initial_learning_rate, NULL, "(-inf,inf)",        \
         "the rate in row 0")
#define STEPS_ROW(meaning)                                                     \
    STEPS_REAL(struct keras_decay, decay_steps, NULL, "(0,inf)", meaning)
#define STAIRCASE_ROW                                                          \
    BOOLEAN(struct keras_decay, staircase, "false",                            \
            "decay at the end of them only")

static const struct parameter polynomial_parameters[] = {
    INITIAL_ROW,
    TOTAL_REAL(struct keras_decay, decay_steps, "(0,inf)",
               "steps until end_learning_rate"),
    REAL(struct keras_decay, end_learning_rate, "0.0001", "(-inf,inf)",
         "the rate at the end"),
    REAL(struct keras_decay, power, "1", "[0,inf)",
         "of the share that is left"),
    BOOLEAN(struct keras_decay, cycle, "false",
            "past the end fall again, over twice as many steps and so on"),
    END_OF_TABLE,
};

static const struct parameter piecewise_parameters[] = {
    STEPS_REALS(struct keras_decay, boundaries, NULL, "(-inf,inf)",
                "the last rows with each value but the last"),
    REALS(struct keras_decay, values, NULL, "(-inf,inf)",
          "the rates, one more than boundaries"),
    END_OF_TABLE,
};

static double
part(const struct keras_decay *self, long t)
{
    double p = (double)t / self->decay_steps;

    return self->staircase ? floor(p) : p;
}

static double
exponential_rate(const struct schedule *schedule, long t)
{
    const struct keras_decay *self = schedule->self;

    return self->initial_learning_rate * pow(self->decay_rate, part(self, t));
}

static double
inverse_rate(const struct schedule *schedule, long t)
{
    const struct keras_decay *self = schedule->self;

    return self->initial_learning_rate / (1 + self->decay_rate * part(self, t));
}

static double
polynomial_rate(const struct schedule *schedule, long t)
{
    const struct keras_decay *self = schedule->self;
    double now = (double)t, steps = self->decay_steps;
    double end = self->end_learning_rate;

    if (!self->cycle)
        now = fmin(now, steps);
    else if (t > 0)
        steps *= ceil(now / self->decay_steps);
    return (self->initial_learning_rate - end) *
               pow(1 - now / steps, self->power) +
           end;
}

static double
piecewise_rate(const struct schedule *schedule, long t)
{
    const struct keras_decay *self = schedule->self;
    size_t i = 0;

    while (i < self->boundaries.count && (double)t > self->boundaries.values[i])
        i++;
    return self->values.values[i];
}

static bool
piecewise_check(const struct node *node, struct error *error)
{
    const struct keras_decay *self = node->self;
    const struct reals *rows = &self->boundaries;

    for (size_t i = 1; i < rows->count; i++)
        if (rows->values[i] <= rows->values[i - 1])
            return error_at(error, &rows->places[i], "must be above %g, not %g",
                            rows->values[i - 1], rows->values[i]);
    return self->values.count == rows->count + 1 ||
           error_at(error, node_place(node, "values"),
                    "must be %zu values for %zu boundaries, not %zu",
                    rows->count + 1, rows->count, self->values.count);
}

static long
polynomial_end(const void *data)
{
    const struct keras_decay *self = data;
    double steps = self->decay_steps;

    return !self->cycle && floor(steps) == steps &&
                   steps <= (double)INTEGER_MOST
               ? (long)steps
               : INTEGER_NULL;
}

/* What descriptors say of a schedule with this name in Keras. */
#define KERAS_KIND(word)                                                       \
    .symbol = "keras.optimizers.schedules." word,                              \
    .size = sizeof(struct keras_decay)

const struct schedule_kind schedule_keras_ExponentialDecay = {
    .kind = {.name = "keras.ExponentialDecay",
             .summary = "times decay_rate in decay_steps",
             .formula = "lr(t) = initial_learning_rate * decay_rate^(t / "
                        "decay_steps)\n"
                        "        staircase: t / decay_steps rounded down",
             KERAS_KIND("ExponentialDecay"),
             .example = "keras.ExponentialDecay(0.1, decay_steps=1000, "
                        "decay_rate=0.9)",
             PARAMETERS(
                 INITIAL_ROW,
                 STEPS_ROW(
                     "steps in which it is multiplied by decay_rate once"),
                 REAL(struct keras_decay, decay_rate, NULL, "[0,inf)",
                      "what the rate is multiplied by"),
                 STAIRCASE_ROW)},
    .rate = exponential_rate,
};

const struct schedule_kind schedule_keras_PiecewiseConstantDecay = {
    .kind = {.name = "keras.PiecewiseConstantDecay",
             .summary = "a list of rates; a boundary's own row keeps the one "
                        "before",
             .formula = "lr(t) = values[how many boundaries are below t]",
             KERAS_KIND("PiecewiseConstantDecay"),
             .example = "keras.PiecewiseConstantDecay([100, 200], [0.1, 0.05, "
                        "0.01])",
             .parameters = piecewise_parameters,
             .check = piecewise_check},
    .rate = piecewise_rate,
};

const struct schedule_kind schedule_keras_PolynomialDecay = {
    .kind = {.name = "keras.PolynomialDecay",
             .summary = "down to end_learning_rate along a power of what is "
                        "left",
             .formula = "lr(t) = (initial_learning_rate - end) * (1 - t / "
                        "T)^power + end\n"
                        "        T = decay_steps, and t is at most that\n"
                        "        cycle: T = decay_steps * ceil(t / "
                        "decay_steps)",
             KERAS_KIND("PolynomialDecay"),
             .example = "keras.PolynomialDecay(0.1, decay_steps=1000)",
             .parameters = polynomial_parameters},
    .rate = polynomial_rate,
    .end = polynomial_end,
};

const struct schedule_kind schedule_keras_InverseTimeDecay = {
    .kind = {.name = "keras.InverseTimeDecay",
             .summary = "one over a line in the step",
             .formula = "lr(t) = initial_learning_rate / (1 + decay_rate * t / "
                        "decay_steps)\n"
                        "        staircase: t / decay_steps rounded down",
             KERAS_KIND("InverseTimeDecay"),
             .example = "keras.InverseTimeDecay(0.1, decay_steps=100, "
                        "decay_rate=0.5)",
             PARAMETERS(
                 INITIAL_ROW,
                 STEPS_ROW("steps in which the divisor grows by decay_rate"),
                 REAL(struct keras_decay, decay_rate, NULL, "[0,inf)",
                      "what the divisor grows by"),
                 STAIRCASE_ROW)},
    .rate = inverse_rate,
};
