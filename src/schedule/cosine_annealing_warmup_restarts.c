/* cosine_annealing_warmup_restarts.c -- half cosines after a rise each, as a
 * class that many projects copy has them. */
#include <math.h>

#include "schedule/schedule.h"

struct warmup_restarts {
    long first_cycle_steps, warmup_steps;
    double cycle_mult, max_lr, min_lr, gamma;
};

static const struct parameter parameters[] = {
    STEPS(struct warmup_restarts, first_cycle_steps, NULL, "[1,inf)",
          "steps of the first cycle, with those of the rise"),
    REAL(struct warmup_restarts, cycle_mult, "1", "[1,inf)",
         "what the fall of each cycle is longer by, rounded down"),
    REAL(struct warmup_restarts, max_lr, "0.1", "(-inf,inf)",
         "the highest rate of the first cycle"),
    REAL(struct warmup_restarts, min_lr, "0.001", "(-inf,inf)",
         "the rate between cycles, and in row 0"),
    STEPS(struct warmup_restarts, warmup_steps, "0", "[0,inf)",
          "steps of each rise"),
    REAL(struct warmup_restarts, gamma, "1", "(-inf,inf)",
         "what each cycle's highest rate is multiplied by"),
    END_OF_TABLE,
};

static bool
restarts_check(const struct node *node, struct error *error)
{
    const struct warmup_restarts *self = node->self;
    double fall = (double)(self->first_cycle_steps - self->warmup_steps);

    if (fall <= 0)
        return error_at(error, node_place(node, "warmup_steps"),
                        "must be below first_cycle_steps, %ld, not %ld",
                        self->first_cycle_steps, self->warmup_steps);
    return true;
}

static double
restarts_rate(const struct schedule *schedule, long t)
{
    const struct warmup_restarts *self = schedule->self;
    double rise = (double)self->warmup_steps, now = (double)t, cycle = 0;
    double steps = (double)self->first_cycle_steps, low = self->min_lr, high;

    if (t == 0)
        return low;
    while (now >= steps) {
        double next = trunc((steps - rise) * self->cycle_mult) + rise;

        /* A factor that adds no step leaves all later cycles alike. */
        double rest = next == steps ? fmod(now, steps) : now - steps;

        cycle += (now - rest) / steps;
        now = rest;
        steps = next;
    }
    high = self->max_lr * power_of(self->gamma, cycle);
    if (now < rise)
        return (high - low) * now / rise + low;
    return low +
           (high - low) * (1 + cos(M_PI * (now - rise) / (steps - rise))) / 2;
}

const struct schedule_kind schedule_cosine_annealing_warmup_restarts = {
    .kind = {.name = "cosine_annealing_warmup_restarts",
             .aliases = "CosineAnnealingWarmupRestarts "
                        "espnet.CosineAnnealingWarmupRestarts",
             .summary = "a rise and half a cosine down to min_lr, again and "
                        "again, each time lower and longer",
             .formula = "lr(t) = min_lr + (h - min_lr) * s / W   in row s < W "
                        "of a cycle\n"
                        "lr(t) = min_lr + (h - min_lr) * (1 + cos(pi (s - W) / "
                        "(T - W))) / 2\n"
                        "        h = max_lr * gamma^i, T = floor((T - W) * "
                        "cycle_mult) + W in cycle i",
             .source = "github.com/katsura-jp/pytorch-cosine-annealing-with-"
                       "warmup, and ESPnet",
             .example = "cosine_annealing_warmup_restarts("
                        "first_cycle_steps=300, warmup_steps=50, gamma=0.7)",
             TABLE_OF(struct warmup_restarts, parameters),
             .check = restarts_check},
    .rate = restarts_rate,
    .rise = "warmup_steps",
};
