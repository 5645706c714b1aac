/* gradual_warmup.c -- a rise above the base rate, and another schedule from
 * there, as a class that many projects copy has it. */
#include "schedule/schedule.h"

struct gradual_warmup {
    double multiplier;
    long total_epoch;
    struct node after_scheduler;
};

static const struct parameter parameters[] = {
    REAL(struct gradual_warmup, multiplier, NULL, "[1,inf)",
         "what the base rate is multiplied by in the end; with 1 it rises from "
         "0 and not from the base rate"),
    STEPS(struct gradual_warmup, total_epoch, NULL, "[1,inf)",
          "steps of the rise, whose last row is this one"),
    NODE(struct gradual_warmup, after_scheduler, &schedule_family, NULL, "null",
         "the schedule that begins in the row after it; null stays"),
    END_OF_TABLE,
};

static double
rise(const struct gradual_warmup *self, long t)
{
    double now = (double)t, steps = (double)self->total_epoch;

    if (t > self->total_epoch)
        return self->multiplier;
    return self->multiplier == 1 ? now / steps
                                 : (self->multiplier - 1) * now / steps + 1;
}

static void
gradual_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct gradual_warmup *self = schedule->self;
    const struct schedule *part = schedule->parts;

    if (t <= self->total_epoch || schedule->part_count == 0) {
        rates_share(schedule, rates, rise(self, t));
        return;
    }
    schedule_restart(part, rates);
    part->set(part, t - self->total_epoch - 1, rates);
}

static void
gradual_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct gradual_warmup *self = schedule->self;
    long own = t - self->total_epoch - 1;

    if (own < 0 || schedule->part_count == 0) {
        rates_share(schedule, rates, rise(self, t));
        return;
    }
    if (own == 0)
        schedule_restart(schedule->parts, rates);
    schedule_advance(schedule->parts, own, rates);
}

/* What follows is made over the multiplied rates. */
static void
gradual_construct(struct schedule *schedule, struct rate *rates)
{
    const struct gradual_warmup *self = schedule->self;

    schedule_keep_base(schedule, rates);
    if (schedule->part_count > 0) {
        for (size_t i = 0; i < schedule->count; i++)
            rates[i].lr = rates[i].base *= self->multiplier;
        schedule_construct(schedule->parts, rates);
        for (size_t i = 0; i < schedule->count; i++)
            rates[i].base = schedule->base[i];
    }
    schedule_advance(schedule, 0, rates);
}

static void
gradual_observe(struct schedule *schedule, long t, const double *metric)
{
    const struct gradual_warmup *self = schedule->self;
    long own = t - self->total_epoch - 1;

    if (own > 0 && schedule->part_count > 0)
        schedule_observe(schedule->parts, own, metric);
}

static long
gradual_end(const void *data)
{
    const struct gradual_warmup *self = data;
    long end =
        self->after_scheduler.kind ? schedule_end(&self->after_scheduler) : -1;

    return end == INTEGER_NULL ? INTEGER_NULL : self->total_epoch + 1 + end;
}

static long
gradual_begin(const void *data, size_t i)
{
    const struct gradual_warmup *self = data;

    return i > 0 ? INTEGER_NULL : self->total_epoch + 1;
}

static void
gradual_adjust(struct schedule *schedule, const struct node *node)
{
    (void)node;
    if (schedule->part_count > 0) {
        schedule_mark_later(schedule->parts);
        schedule->closed_form = schedule->parts->closed_form;
    }
}

const struct schedule_kind schedule_gradual_warmup = {
    .kind = {.name = "gradual_warmup",
             .aliases = "GradualWarmupScheduler",
             .summary = "a line up to a multiple of the base rate, then "
                        "another schedule from there",
             .formula = "lr(t) = base * (1 + (multiplier - 1) * t / T)   for "
                        "t <= T = total_epoch\n"
                        "        multiplier 1: base * t / T\n"
                        "lr(t) = after_scheduler(t - T - 1)   of base * "
                        "multiplier",
             .source = "github.com/ildoonet/pytorch-gradual-warmup-lr",
             .example = "gradual_warmup(multiplier=8, total_epoch=50, "
                        "after_scheduler=cosine_annealing(950))",
             TABLE_OF(struct gradual_warmup, parameters)},
    .set = gradual_set,
    .advance = gradual_advance,
    .observe = gradual_observe,
    .end = gradual_end,
    .begin = gradual_begin,
    .adjust = gradual_adjust,
    .construct = gradual_construct,
    .rise = "total_epoch",
};
