/* composable.c -- OLMo-core's schedules put together from stages: each a line
 * or half a cosine from where the one before ended. */
#include "schedule/olmo/olmo.h"

struct stage {
    long duration;
    int shape;
    double start_lr, start_lr_fraction, end_lr, end_lr_fraction;
};

static const struct parameter stage_parameters[] = {
    STEPS(struct stage, duration, NULL, "[1,inf)", "its steps"),
    OLMO_SHAPE(struct stage),
    REAL(struct stage, start_lr, "null", "[0,inf) or null",
         "the rate that it begins with"),
    REAL(struct stage, start_lr_fraction, "null", "[0,inf) or null",
         "in its place the share of the base rate; neither is where the stage "
         "before ended"),
    OLMO_ENDS(struct stage),
    END_OF_TABLE,
};

struct composable {
    struct nodes stages;
    struct node override_decay;
};

static const struct parameter parameters[] = {
    NODES_OF(struct composable, stages, &schedule_family,
             "olmo.ComposableSchedulerStage",
             "the stages, each an olmo.ComposableSchedulerStage"),
    OLMO_OVERRIDE(struct composable),
    END_OF_TABLE,
};

static double
absolute(double rate, double share, double base)
{
    return isnan(rate) ? base * share : rate;
}

/* Goes through a stage that begins at *rate, where it has not another start:
 * false where *now is a step of it, and *rate its rate then; else *rate is that
 * of its end, and *now counts from there. */
static bool
stage_pass(const struct stage *self, double base, double *now, double *rate)
{
    double start = absolute(self->start_lr, self->start_lr_fraction, base);
    double end = absolute(self->end_lr, self->end_lr_fraction, base);
    double duration = (double)self->duration;

    if (*now < duration) {
        *rate = olmo_between(self->shape, isnan(start) ? *rate : start, end,
                             *now, duration);
        return false;
    }
    *rate = end;
    *now -= duration;
    return true;
}

static bool
stage_check(const struct node *node, struct error *error)
{
    const struct stage *self = node->self;

    if (!isnan(self->start_lr) && !isnan(self->start_lr_fraction))
        return error_at(error, node_place(node, "start_lr_fraction"),
                        "must not be given beside start_lr");
    return isnan(self->end_lr) != isnan(self->end_lr_fraction) ||
           error_at(error, node->place,
                    "must have end_lr or end_lr_fraction, one of them");
}

static void
stage_set(const struct schedule *schedule, long t, struct rate *rates)
{
    for (size_t i = 0; i < schedule->count; i++) {
        double now = (double)t + 1;

        rates[i].lr = schedule->base[i];
        stage_pass(schedule->self, schedule->base[i], &now, &rates[i].lr);
    }
}

static double
stages_rate(const struct nodes *stages, double base, double now)
{
    double rate = base;

    for (size_t i = 0; i < stages->count; i++)
        if (!stage_pass(stages->items[i].self, base, &now, &rate))
            break;
    return rate;
}

static void
composable_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct composable *self = schedule->self;
    long start = override_start(&self->override_decay);

    for (size_t i = 0; i < schedule->count; i++) {
        double base = schedule->base[i], now = (double)t + 1, from;

        if (t + 1 < start) {
            rates[i].lr = stages_rate(&self->stages, base, now);
            continue;
        }
        from = stages_rate(&self->stages, base, (double)start);
        rates[i].lr = override_rate(&self->override_decay, base, from, now);
    }
}

static bool
composable_check(const struct node *node, struct error *error)
{
    const struct composable *self = node->self;

    return schedule_check_parts(&self->stages, "olmo.ComposableSchedulerStage",
                                "an olmo.ComposableSchedulerStage", error);
}

static long
composable_begin(const void *data, size_t i)
{
    const struct composable *self = data;
    long begin = 0;

    if (i >= self->stages.count)
        return INTEGER_NULL;
    for (size_t k = 0; k < i; k++) {
        const struct node *stage = &self->stages.items[k];
        long steps = stage->kind ? schedule_end(stage) : INTEGER_NULL;

        if (steps == INTEGER_NULL || begin > INTEGER_MOST)
            return INTEGER_NULL;
        begin += steps;
    }
    return begin;
}

static long
composable_end(const void *data)
{
    const struct composable *self = data;
    size_t last = self->stages.count - 1;
    long begin = composable_begin(data, last);
    long steps = schedule_end(&self->stages.items[last]);

    if (self->override_decay.kind)
        return override_end(&self->override_decay);
    return begin == INTEGER_NULL || steps == INTEGER_NULL ? INTEGER_NULL
                                                          : begin + steps;
}

const struct schedule_kind schedule_olmo_ComposableSchedulerStage = {
    .kind = {.name = "olmo.ComposableSchedulerStage",
             .summary = "a line, or half a cosine, between two rates: a stage "
                        "of ComposableScheduler",
             .formula = "lr(t) = l + (h - l) * s / duration   for s = t + 1 < "
                        "duration, else h\n"
                        "        cosine: h + (l - h) * (1 + cos(pi s / "
                        "duration)) / 2\n"
                        "        from l = base or start_lr to h = end_lr",
             OLMO_SOURCE,
             .example = "olmo.ComposableSchedulerStage(duration=1000, "
                        "end_lr_fraction=0.1)",
             TABLE_OF(struct stage, stage_parameters),
             .check = stage_check},
    .set = stage_set,
    .ends = "duration",
};

const struct schedule_kind schedule_olmo_ComposableScheduler = {
    .kind = {.name = "olmo.ComposableScheduler",
             .summary = "stages, each a line or half a cosine from where the "
                        "one before ended",
             .formula = "lr(t) = stage i at step t + 1 - (steps of those "
                        "before it)\n"
                        "        override_decay: from its start on, from the "
                        "rate there to its end_lr",
             OLMO_SOURCE,
             .example = "olmo.ComposableScheduler([{duration: 100, start_lr: "
                        "0, end_lr_fraction: 1}, {duration: 900, end_lr: 0}])",
             TABLE_OF(struct composable, parameters),
             .sequence = true,
             .check = composable_check},
    .set = composable_set,
    .begin = composable_begin,
    .end = composable_end,
};
