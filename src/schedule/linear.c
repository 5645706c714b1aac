/* linear.c -- a factor on the rate that grows or falls in equal steps. */
#include "schedule/schedule.h"

struct linear {
    double start_factor, end_factor;
    long total_iters;
};

static const struct parameter parameters[] = {
    REAL(struct linear, start_factor, "0.3333333333333333", "(0,1]",
         "what the rate is multiplied by in row 0"),
    REAL(struct linear, end_factor, "1", "[0,1]",
         "what it is multiplied by from total_iters on"),
    STEPS(struct linear, total_iters, "5", "[0,inf)",
          "the step at which end_factor is reached"),
    END_OF_TABLE,
};

static struct power
linear_power(const struct schedule *schedule, long t)
{
    const struct linear *self = schedule->self;
    double start = self->start_factor, total = (double)self->total_iters;
    double now = t < self->total_iters ? (double)t : total;

    /* Without a step to go, PyTorch never leaves the start. */
    if (total == 0)
        return (struct power){start, 1};
    return (struct power){start + (self->end_factor - start) * now / total, 1};
}

static void
linear_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct linear *self = schedule->self;
    double start = self->start_factor, total = (double)self->total_iters;
    double rise = self->end_factor - start;

    if (t == 0)
        rates_scale(schedule, rates, start);
    else if (t <= self->total_iters)
        rates_scale(schedule, rates,
                    1 + rise / (total * start + (double)(t - 1) * rise));
}

const struct schedule_kind schedule_linear = {
    .kind = {.name = "linear",
             .summary = "a factor on the rate, from start to end in equal "
                        "steps",
             .formula = "lr(t) = base * (start_factor + (end_factor - "
                        "start_factor)\n"
                        "                * min(t, total_iters) / "
                        "total_iters)",
             .symbol = "torch.optim.lr_scheduler.LinearLR",
             .example = "linear(start_factor=0.1, total_iters=100)",
             TABLE_OF(struct linear, parameters)},
    .power = linear_power,
    .advance = linear_advance,
    .ends = "total_iters",
    .rise = "total_iters",
};
