/* cycle.c -- DeepSpeed's range test, and its one cycle with a decay after it.
 *
 * The optimizer's own rate is replaced.  OneCycle drives beta1 of optimizers
 * that have betas, and no other momentum; row 0 has the lowest. */
#include <math.h>

#include "schedule/schedule.h"

struct range_test {
    struct reals lr_range_test_min_lr;
    long lr_range_test_step_size;
    double lr_range_test_step_rate;
    bool lr_range_test_staircase;
};

static const struct parameter range_parameters[] = {
    EACH(struct range_test, lr_range_test_min_lr, "0.001", "(-inf,inf)",
         "the rate in row 0"),
    STEPS(struct range_test, lr_range_test_step_size, "2000", "[1,inf)",
          "steps in which it grows by step_rate times the rate in row 0"),
    REAL(struct range_test, lr_range_test_step_rate, "1", "(-inf,inf)",
         "how much it grows in them"),
    BOOLEAN(struct range_test, lr_range_test_staircase, "false",
            "grow at their end only"),
    END_OF_TABLE,
};

struct deepspeed_cycle {
    struct reals cycle_min_lr, cycle_max_lr;
    double decay_lr_rate, cycle_first_step_size, cycle_second_step_size;
    long cycle_first_stair_count, cycle_second_stair_count;
    double decay_step_size;
    bool cycle_momentum;
    struct reals cycle_min_mom, cycle_max_mom;
    double decay_mom_rate;
};

static const struct parameter cycle_parameters[] = {
    EACH(struct deepspeed_cycle, cycle_min_lr, NULL, "(-inf,inf)",
         "the rate at the bottom"),
    EACH(struct deepspeed_cycle, cycle_max_lr, NULL, "(-inf,inf)",
         "the rate at the top"),
    REAL(struct deepspeed_cycle, decay_lr_rate, "0", "[0,inf)",
         "how fast it decays after the cycle"),
    STEPS_REAL(struct deepspeed_cycle, cycle_first_step_size, "2000", "(0,inf)",
               "steps up"),
    STEPS_REAL(struct deepspeed_cycle, cycle_second_step_size, "null",
               "[0,inf) or null", "steps down; null is as many"),
    INTEGER(struct deepspeed_cycle, cycle_first_stair_count, "0", "[0,inf)",
            "stairs of the way up; 0 is a line"),
    INTEGER(struct deepspeed_cycle, cycle_second_stair_count, "null",
            "[0,inf) or null", "stairs of the way down; null is as many"),
    STEPS_REAL(struct deepspeed_cycle, decay_step_size, "0", "[0,inf)",
               "steps after the cycle that decay by decay_lr_rate; 0 is none"),
    BOOLEAN(struct deepspeed_cycle, cycle_momentum, "true",
            "drive beta1 the other way"),
    EACH(struct deepspeed_cycle, cycle_min_mom, "0.8", "(-inf,inf)",
         "beta1 at the top of the rate"),
    EACH(struct deepspeed_cycle, cycle_max_mom, "0.9", "(-inf,inf)",
         "beta1 at the bottom"),
    REAL(struct deepspeed_cycle, decay_mom_rate, "0", "(-inf,inf)",
         "how fast beta1 grows after the cycle, past 1 too"),
    END_OF_TABLE,
};

static void
range_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct range_test *self = schedule->self;
    double part = (double)t / (double)self->lr_range_test_step_size;

    if (self->lr_range_test_staircase)
        part = floor(part);
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].lr = rate_each(schedule, &self->lr_range_test_min_lr, i) *
                      (1 + self->lr_range_test_step_rate * part);
}

static double
total_of(const struct deepspeed_cycle *self)
{
    double first = self->cycle_first_step_size;

    return first + (isnan(self->cycle_second_step_size)
                        ? first
                        : self->cycle_second_step_size);
}

/* The share of the way to the top, with stairs. */
static double
height(const struct deepspeed_cycle *self, double t)
{
    double first = self->cycle_first_step_size, total = total_of(self);
    double ratio = first / total, cycle = floor(1 + t / total);
    double x = 1 + t / total - cycle, within = fmod(t, total);
    double share = x <= ratio ? x / ratio : (x - 1) / (ratio - 1);
    long down = self->cycle_second_stair_count != INTEGER_NULL
                    ? self->cycle_second_stair_count
                    : self->cycle_first_stair_count;
    double stairs = (double)(x <= ratio ? self->cycle_first_stair_count : down);

    if (stairs == 0)
        return share;
    return floor(within <= first
                     ? within * stairs / first
                     : (total - within) * stairs / (total - first)) /
           stairs;
}

/* What divides the rate, or multiplies the momentum, after the cycle. */
static double
decay(const struct deepspeed_cycle *self, double rate, double steps)
{
    return self->decay_step_size > 0 && rate != 0
               ? 1 + rate * (steps / self->decay_step_size)
               : 1;
}

static void
one_cycle_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct deepspeed_cycle *self = schedule->self;
    double now = (double)t, after = now - total_of(self);
    bool cycles = now - 1 < total_of(self);
    double share = cycles ? height(self, now) : 0;

    for (size_t i = 0; i < schedule->count; i++) {
        double low = rate_each(schedule, &self->cycle_min_lr, i);
        double high = rate_each(schedule, &self->cycle_max_lr, i);
        double light = rate_each(schedule, &self->cycle_min_mom, i);
        double heavy = rate_each(schedule, &self->cycle_max_mom, i);

        rates[i].lr = cycles ? low + (high - low) * share
                             : low / decay(self, self->decay_lr_rate, after);
        if (!schedule->drives)
            continue;
        rates[i].momentum =
            t == 0   ? light
            : cycles ? heavy - (heavy - light) * share
                     : heavy * decay(self, self->decay_mom_rate, after);
    }
}

static void
one_cycle_adjust(struct schedule *schedule, const struct node *node)
{
    const struct deepspeed_cycle *self = node->self;

    if (self->cycle_momentum && schedule->run->betas)
        schedule->drives = node_place(node, "cycle_momentum");
}

#define MODULE "deepspeed.runtime.lr_schedules."

const struct schedule_kind schedule_deepspeed_LRRangeTest = {
    .kind = {.name = "deepspeed.LRRangeTest",
             .summary = "a line or stairs upwards, to find where training "
                        "breaks",
             .formula = "lr(t) = min_lr * (1 + step_rate * t / step_size)\n"
                        "        staircase: t / step_size rounded down",
             .symbol = MODULE "LRRangeTest",
             .source = "Smith (2018)",
             .example = "deepspeed.LRRangeTest(lr_range_test_step_size=100)",
             TABLE_OF(struct range_test, range_parameters)},
    .set = range_set,
};

const struct schedule_kind schedule_deepspeed_OneCycle = {
    .kind = {.name = "deepspeed.OneCycle",
             .summary = "a triangle from cycle_min_lr to cycle_max_lr and "
                        "back, then a decay",
             .formula = "lr(t) = min + (max - min) * s   for t <= T, the steps "
                        "of the cycle\n"
                        "        s: from 0 to 1 in cycle_first_step_size "
                        "steps, and back\n"
                        "lr(t) = min / (1 + decay_lr_rate * (t - T) / "
                        "decay_step_size)\n"
                        "beta1 = max_mom - (max_mom - min_mom) * s;   in row 0 "
                        "min_mom\n"
                        "beta1 = max_mom * (1 + decay_mom_rate * (t - T) / "
                        "decay_step_size)",
             .symbol = MODULE "OneCycle",
             .source = "Smith (2018)",
             .example = "deepspeed.OneCycle(cycle_min_lr=0.001, "
                        "cycle_max_lr=0.1, cycle_first_step_size=50)",
             TABLE_OF(struct deepspeed_cycle, cycle_parameters)},
    .set = one_cycle_set,
    .adjust = one_cycle_adjust,
};
