/* polynomial.c -- from the base rate to zero along a power of what is left. */
#include <math.h>

#include "schedule/schedule.h"

struct polynomial {
    long total_iters;
    double power;
};

static const struct parameter parameters[] = {
    STEPS(struct polynomial, total_iters, "5", "[0,inf)",
          "the step at which the rate is zero"),
    REAL(struct polynomial, power, "1", "(-inf,inf)",
         "of the share of the steps that is left"),
    END_OF_TABLE,
};

static bool
polynomial_check(const struct node *node, struct error *error)
{
    const struct polynomial *self = node->self;

    return self->power >= 0 ||
           error_at(error, node_place(node, "power"),
                    "must be a number in [0,inf), not %g: PyTorch accepts "
                    "this, and divides by zero at step total_iters",
                    self->power);
}

static struct power
polynomial_power(const struct schedule *schedule, long t)
{
    const struct polynomial *self = schedule->self;
    double total = (double)self->total_iters;
    double now = t < self->total_iters ? (double)t : total;

    /* Without a step to go, PyTorch never leaves the start. */
    if (total == 0)
        return (struct power){1, 1};
    return (struct power){1 - now / total, self->power};
}

static void
polynomial_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct polynomial *self = schedule->self;
    double total = (double)self->total_iters, now = (double)t;

    if (t > 0 && t <= self->total_iters)
        rates_scale(
            schedule, rates,
            pow((1 - now / total) / (1 - (now - 1) / total), self->power));
}

const struct schedule_kind schedule_polynomial = {
    .kind = {.name = "polynomial",
             .summary = "from the base rate to zero along a power of what is "
                        "left",
             .formula = "lr(t) = base * (1 - min(t, total_iters) / "
                        "total_iters)^power",
             .symbol = "torch.optim.lr_scheduler.PolynomialLR",
             .example = "polynomial(total_iters=100, power=2)",
             TABLE_OF(struct polynomial, parameters),
             .check = polynomial_check},
    .power = polynomial_power,
    .advance = polynomial_advance,
    .ends = "total_iters",
};
