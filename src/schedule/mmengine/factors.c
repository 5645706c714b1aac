/* factors.c -- mmengine's schedulers that multiply the present rate. */
#include <math.h>

#include "schedule/mmengine/mmengine.h"

static double
constant_next(const struct mmengine *self, const struct window_position *at,
              double base, double now)
{
    (void)base;
    if (at->step == 0)
        return now * self->factor;
    return at->step == at->total ? now * (1 / self->factor) : now;
}

static double
linear_next(const struct mmengine *self, const struct window_position *at,
            double base, double now)
{
    double start = self->start_factor, change = self->end_factor - start;

    (void)base;
    return at->step == 0 ? now * start
                         : now * (1 + change / (at->total * start +
                                                (at->step - 1) * change));
}

static double
exponential_next(const struct mmengine *self, const struct window_position *at,
                 double base, double now)
{
    (void)base;
    return at->step == 0 ? now : now * self->gamma;
}

static double
step_next(const struct mmengine *self, const struct window_position *at,
          double base, double now)
{
    double size = (double)self->step_size * at->unit;

    (void)base;
    return at->step == 0 || fmod(at->step, size) != 0 ? now : now * self->gamma;
}

static double
multistep_next(const struct mmengine *self, const struct window_position *at,
               double base, double now)
{
    double here = 0;

    (void)base;
    for (size_t i = 0; i < self->milestones.count; i++)
        here += (double)self->milestones.values[i] * at->unit == at->step;
    return here > 0 ? now * power_of(self->gamma, here) : now;
}

MMENGINE_SCHEDULER(constant, ConstantLR) = {
    .kind = {MMENGINE_NAMES("Constant"),
             .summary = "times a factor in a window, then divided by it",
             .formula = "lr(t) = rate * factor at s = 0, rate / factor at the "
                        "last s" MMENGINE_WINDOW,
             .example = "mmengine.ConstantLR(factor=0.1, end=5)",
             PARAMETERS(REAL(struct mmengine, factor, "0.3333333333333333",
                             "(0,1]", "what the rate is multiplied by"),
                        MMENGINE_ROWS),
             .check = mmengine_check},
    .advance = constant_advance,
    .adjust = mmengine_adjust,
    .end = mmengine_end,
};

MMENGINE_SCHEDULER(linear, LinearLR) = {
    .kind = {MMENGINE_NAMES("Linear"),
             .summary = "a line from factor to factor in a window, whose last "
                        "row has the second",
             .formula =
                 "lr(t) = rate * (start_factor + (end_factor - start_factor) "
                 "* s / T)" MMENGINE_WINDOW ", T = end - begin - 1",
             .example = "mmengine.LinearLR(start_factor=0.001, by_epoch=false, "
                        "end=500)",
             PARAMETERS(REAL(struct mmengine, start_factor,
                             "0.3333333333333333", "(0,1]",
                             "the factor in the first row"),
                        REAL(struct mmengine, end_factor, "1", "[0,1]",
                             "the factor in the last row"),
                        MMENGINE_ROWS),
             .check = mmengine_check},
    .advance = linear_advance,
    .adjust = mmengine_adjust,
    .end = mmengine_end,
};

MMENGINE_SCHEDULER(exponential, ExponentialLR) = {
    .kind = {MMENGINE_NAMES("Exponential"),
             .summary = "times gamma with each row of a window",
             .formula = "lr(t) = rate * gamma^s" MMENGINE_WINDOW,
             .example = "mmengine.ExponentialLR(gamma=0.9)",
             PARAMETERS(MMENGINE_GAMMA(NULL), MMENGINE_ROWS),
             .check = mmengine_check},
    .advance = exponential_advance,
    .adjust = mmengine_adjust,
    .end = mmengine_end,
};

MMENGINE_SCHEDULER(step, StepLR) = {
    .kind = {MMENGINE_NAMES("Step"),
             .summary = "times gamma after each step_size rows of a window",
             .formula =
                 "lr(t) = rate * gamma^floor(s / step_size)" MMENGINE_WINDOW,
             .example = "mmengine.StepLR(step_size=30)",
             PARAMETERS(STEPS(struct mmengine, step_size, NULL, "[1,inf)",
                              "epochs, or iterations, between the falls"),
                        MMENGINE_GAMMA("0.1"), MMENGINE_ROWS),
             .check = mmengine_check},
    .advance = step_advance,
    .adjust = mmengine_adjust,
    .end = mmengine_end,
};

MMENGINE_SCHEDULER(multistep, MultiStepLR) = {
    .kind =
        {MMENGINE_NAMES("MultiStep"),
         .summary = "times gamma at milestones counted from a window's "
                    "begin",
         .formula =
             "lr(t) = rate * gamma^(number of milestones <= s)" MMENGINE_WINDOW,
         .example = "mmengine.MultiStepLR(milestones=[8, 11])",
         PARAMETERS(STEPS_LIST(struct mmengine, milestones, NULL, "[0,inf)",
                               "epochs, or iterations, where it decays"),
                    MMENGINE_GAMMA("0.1"), MMENGINE_ROWS),
         .check = mmengine_check},
    .advance = multistep_advance,
    .adjust = mmengine_adjust,
    .end = mmengine_end,
};
