/* stages.c -- modded-nanogpt: a factor for each stage, and a common fall. */
#include <math.h>

#include "schedule/schedule.h"

struct stages {
    long scheduled_iterations;
    struct reals durations, lr_mul;
    double cooldown_frac, lr_floor;
};

static const struct parameter parameters[] = {
    TOTAL(struct stages, scheduled_iterations, NULL, "[1,inf) or null",
          "steps of the stages"),
    REALS(struct stages, durations,
          "[0.3333333333333333, 0.3333333333333333, 0.3333333333333333]",
          "[0,1]", "the share of each stage"),
    REALS(struct stages, lr_mul, "[1, 1.52, 1.73]", "[0,inf)",
          "the factor of each stage"),
    REAL(struct stages, cooldown_frac, "0.55", "[0,1]", "the share that falls"),
    REAL(struct stages, lr_floor, "0.15", "[0,inf)", "the factor at the end"),
    END_OF_TABLE,
};

static bool
stages_check(const struct node *node, struct error *error)
{
    const struct stages *self = node->self;

    return self->durations.count == self->lr_mul.count ||
           error_at(error, node_place(node, "lr_mul"),
                    "must be %zu numbers, one for each stage, not %zu",
                    self->durations.count, self->lr_mul.count);
}

static double
stages_share(const struct schedule *schedule, long t)
{
    const struct stages *self = schedule->self;
    double all = (double)self->scheduled_iterations, now = (double)t;
    double factor = 1, sum = 0, fall, done;

    for (size_t i = 0; i < self->durations.count; i++) {
        sum += self->durations.values[i];
        if (now < rint(sum * all)) {
            factor = self->lr_mul.values[i];
            break;
        }
    }
    fall = trunc(all * (1 - self->cooldown_frac));
    if (now < fall || all <= fall)
        return factor;
    done = fmin(1, (now - fall) / (all - fall));
    return factor * (1 - done) + self->lr_floor * done;
}

const struct schedule_kind schedule_modded_nanogpt_stages = {
    .kind = {.name = "modded_nanogpt.stages",
             .summary = "a factor for each stage, and a line from it down to a "
                        "common factor",
             .formula = "lr(t) = base * m   with m the factor of the stage\n"
                        "lr(t) = base * (m (1 - p) + lr_floor * p)   from row "
                        "C on\n"
                        "        p = (t - C) / (N - C), at most 1; C = "
                        "floor(N (1 - cooldown_frac))",
             .source = "modded-nanogpt's train_gpt.py, TrainingSchedule",
             .example = "modded_nanogpt.stages(scheduled_iterations=1000)",
             TABLE_OF(struct stages, parameters),
             .check = stages_check},
    .share = stages_share,
    .ends = "scheduled_iterations",
};
