/* constant.c -- a factor on the rate until a step, then the rate itself. */
#include "schedule/schedule.h"

struct constant {
    double factor;
    long total_iters;
};

static const struct parameter parameters[] = {
    REAL(struct constant, factor, "0.3333333333333333", "[0,1]",
         "what the rate is multiplied by at first"),
    STEPS(struct constant, total_iters, "5", "[0,inf)",
          "the step from which on the rate is whole again"),
    END_OF_TABLE,
};

static struct power
constant_power(const struct schedule *schedule, long t)
{
    const struct constant *self = schedule->self;
    /* The recursion takes the factor back on the row total_iters, which is
     * never reached after row 0 if it is 0; a later part of a sequence begins
     * with the closed form instead. */
    bool reduced =
        t < self->total_iters || (self->total_iters == 0 && !schedule->later);

    return (struct power){reduced ? self->factor : 1, 1};
}

static void
constant_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct constant *self = schedule->self;

    if (t == 0)
        rates_scale(schedule, rates, constant_power(schedule, 0).base);
    else if (t != self->total_iters)
        return;
    else if (self->factor != 0)
        rates_scale(schedule, rates, 1 / self->factor);
    else
        /* PyTorch divides by zero. */
        schedule_restart(schedule, rates);
}

const struct schedule_kind schedule_constant = {
    .kind = {.name = "constant",
             .summary = "a factor on the rate until a step, then none",
             .formula = "lr(t) = base * factor   for t < total_iters\n"
                        "lr(t) = base            from total_iters on",
             .symbol = "torch.optim.lr_scheduler.ConstantLR",
             .example = "constant(factor=0.5, total_iters=10)",
             TABLE_OF(struct constant, parameters)},
    .power = constant_power,
    .advance = constant_advance,
    .ends = "total_iters",
    .rise = "total_iters",
};
