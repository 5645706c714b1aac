/* steps.c -- timm's falls in steps: step and multistep.
 *
 * A fall of multistep comes one row before its milestone. */
#include <math.h>

#include "schedule/timm/timm.h"

struct timm_steps {
    struct timm timm; /* the first, for what all share */
    double decay_t;
};

/* As Python divides floats: rounded down from the exact quotient. */
static double
floor_divide(double a, double b)
{
    double quotient = (a - fmod(a, b)) / b, whole = floor(quotient);

    return quotient - whole > 0.5 ? whole + 1 : whole;
}

static struct timm_point
step_curve(const struct schedule *schedule, double t)
{
    const struct timm_steps *self = schedule->self;

    return (struct timm_point){
        .peak = power_of(self->timm.decay_rate, floor_divide(t, self->decay_t)),
        .weight = 1};
}

static struct timm_point
multistep_curve(const struct schedule *schedule, double t)
{
    const struct timm *self = schedule->self;
    size_t passed = 0;

    while (passed < self->decay_t.count &&
           (double)self->decay_t.values[passed] <= t + 1)
        passed++;
    return (struct timm_point){
        .peak = power_of(self->decay_rate, (double)passed), .weight = 1};
}

static void
step_set(const struct schedule *schedule, long t, struct rate *rates)
{
    timm_set(schedule, t, step_curve, false, rates);
}

static void
multistep_set(const struct schedule *schedule, long t, struct rate *rates)
{
    timm_set(schedule, t, multistep_curve, false, rates);
}

static bool
multistep_check(const struct node *node, struct error *error)
{
    const struct integers *rows = &((const struct timm *)node->self)->decay_t;

    for (size_t i = 1; i < rows->count; i++)
        if (rows->values[i] < rows->values[i - 1])
            return error_at(error, &rows->places[i],
                            "must not be below %ld, not %ld",
                            rows->values[i - 1], rows->values[i]);
    return timm_check(node, error);
}

#define MODULE "timm.scheduler."
#define RISE                                                                   \
    "        before row warmup_t a line from warmup_lr_init to the base, "     \
    "and\n"                                                                    \
    "        t from there on, unless warmup_prefix=false"

const struct schedule_kind schedule_timm_step = {
    .kind = {.name = "timm.step",
             .summary = "the rate times decay_rate every decay_t steps, after "
                        "a rise",
             .formula = "lr(t) = base * decay_rate^floor(t / decay_t)\n" RISE,
             .symbol = MODULE "StepLRScheduler",
             .example = "timm.step(decay_t=30, decay_rate=0.1, warmup_t=5)",
             .size = sizeof(struct timm_steps),
             PARAMETERS(STEPS_REAL(struct timm_steps, decay_t, NULL, "(0,inf)",
                                   "steps from one fall to the next"),
                        REAL(struct timm, decay_rate, "1", "(-inf,inf)",
                             "what the rate is multiplied by"),
                        TIMM_WARMUP("true"), TIMM_NOISE),
             .check = timm_check},
    .set = step_set,
    .rise = "warmup_t",
};

const struct schedule_kind schedule_timm_multistep = {
    .kind = {.name = "timm.multistep",
             .summary = "the rate times decay_rate one row before each of "
                        "decay_t",
             .formula = "lr(t) = base * decay_rate^(how many of decay_t are at "
                        "most t + 1)\n" RISE,
             .symbol = MODULE "MultiStepLRScheduler",
             .example = "timm.multistep(decay_t=[90, 180, 270], "
                        "decay_rate=0.1)",
             .size = sizeof(struct timm),
             PARAMETERS(
                 STEPS_LIST(struct timm, decay_t, NULL, "(-inf,inf)",
                            "the rows before which it falls, in rising order"),
                 REAL(struct timm, decay_rate, "1", "(-inf,inf)",
                      "what the rate is multiplied by"),
                 TIMM_WARMUP("true"), TIMM_NOISE),
             .check = multistep_check},
    .set = multistep_set,
    .rise = "warmup_t",
};
