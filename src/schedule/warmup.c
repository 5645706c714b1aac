/* warmup.c -- a rise from a share of the base rate, then another schedule.
 *
 * In a recursion the rise stays beside it, as a scale, so that what the
 * others make of the rate is not lost in a row whose rate is zero. */
#include <math.h>

#include "schedule/schedule.h"

enum { SHAPE_LINEAR, SHAPE_COSINE, SHAPE_EXPONENTIAL, SHAPE_CONSTANT };

struct warmup {
    long steps;
    double start;
    int shape;
    struct node then;
    bool offset;
};

static const struct parameter parameters[] = {
    STEPS(struct warmup, steps, NULL, "[0,inf)",
          "rows until the base rate, or the schedule that follows"),
    REAL(struct warmup, start, "0", "[0,inf)",
         "share of the base rate in row 0"),
    CHOICE(struct warmup, shape, "\"linear\"",
           "linear|cosine|exponential|constant",
           "how it rises; constant stays at start until the end"),
    NODE(struct warmup, then, &schedule_family, NULL, "null",
         "the schedule that follows; null is the base rate"),
    BOOLEAN(struct warmup, offset, "true",
            "let it begin at its row 0; false is at row `steps`, as if it had "
            "run from the beginning"),
    END_OF_TABLE,
};

static bool
warmup_check(const struct node *node, struct error *error)
{
    const struct warmup *self = node->self;

    return self->shape != SHAPE_EXPONENTIAL || self->start > 0 ||
           error_at(error, node_place(node, "start"),
                    "must be above 0 for an exponential rise");
}

/* What the base rate is multiplied by in row t: start + (1 - start) w. */
static double
warmup_scale(const struct schedule *schedule, long t)
{
    const struct warmup *self = schedule->self;
    double start = self->start, share = (double)t / (double)self->steps;

    if (t >= self->steps)
        return 1;
    if (self->shape == SHAPE_EXPONENTIAL)
        return pow(start, 1 - share);
    if (self->shape == SHAPE_COSINE)
        share = (1 - cos(M_PI * share)) / 2;
    else if (self->shape == SHAPE_CONSTANT)
        share = 0;
    return start + (1 - start) * share;
}

/* Alone it is a factor like any other. */
static struct power
warmup_power(const struct schedule *schedule, long t)
{
    return (struct power){warmup_scale(schedule, t), 1};
}

/* The scale in a recursion: beyond the rise that of what follows. */
static double
warmup_scale_all(const struct schedule *schedule, long t)
{
    const struct warmup *self = schedule->self;

    if (t < self->steps || schedule->part_count == 0)
        return warmup_scale(schedule, t);
    return schedule_scale(schedule->parts, self->offset ? t - self->steps : t);
}

/* Whether what follows takes the rate that the rise left. */
static bool
goes_on(const struct schedule *schedule)
{
    const struct warmup *self = schedule->self;

    return schedule->parts->continues && self->offset && self->steps > 0;
}

static void
warmup_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct warmup *self = schedule->self;
    const struct schedule *part = schedule->parts;

    if (t < self->steps) {
        rates_scale(schedule, rates, warmup_scale(schedule, t));
        return;
    }
    if (goes_on(schedule))
        warmup_set(schedule, self->steps - 1, rates);
    else if (schedule->own_start)
        schedule_restart(part, rates);
    part->set(part, self->offset ? t - self->steps : t, rates);
}

static void
warmup_advance(struct schedule *schedule, long t, struct rate *rates)
{
    const struct warmup *self = schedule->self;
    long own = t - self->steps;

    if (own < 0 || schedule->part_count == 0)
        return;
    if (own == 0 && goes_on(schedule))
        rates_scale(schedule, rates, warmup_scale(schedule, t - 1));
    else if (own == 0)
        schedule_restart(schedule->parts, rates);
    if (self->offset) {
        schedule_advance(schedule->parts, own, rates);
        return;
    }
    for (long k = own == 0 ? 0 : t; k <= t; k++)
        schedule_advance(schedule->parts, k, rates);
}

/* As a sequence: what follows is made first, and then the rise begins. */
static void
warmup_construct(struct schedule *schedule, struct rate *rates)
{
    schedule_keep_base(schedule, rates);
    if (schedule->part_count > 0) {
        schedule_construct(schedule->parts, rates);
        rates_restart(schedule, rates);
    }
    schedule_advance(schedule, 0, rates);
}

/* What follows receives while it is active. */
static void
warmup_observe(struct schedule *schedule, long t, const double *metric)
{
    const struct warmup *self = schedule->self;
    long own = t - self->steps;

    if (own > 0 && schedule->part_count > 0)
        schedule_observe(schedule->parts, self->offset ? own : t, metric);
}

static long
warmup_end(const void *data)
{
    const struct warmup *self = data;
    long end = self->then.kind ? schedule_end(&self->then) : 0;

    if (end == INTEGER_NULL)
        return INTEGER_NULL;
    if (self->offset)
        return self->steps + end;
    return end > self->steps ? end : self->steps;
}

static long
warmup_begin(const void *data, size_t i)
{
    const struct warmup *self = data;

    if (i > 0)
        return INTEGER_NULL;
    return self->offset ? self->steps : 0;
}

static void
warmup_adjust(struct schedule *schedule, const struct node *node)
{
    (void)node;
    schedule->factor = schedule->part_count == 0;
    if (schedule->part_count > 0) {
        schedule_mark_later(schedule->parts);
        schedule->closed_form = schedule->parts->closed_form;
    }
}

const struct schedule_kind schedule_warmup = {
    .kind = {.name = "warmup",
             .summary = "a rise from a share of the base rate, then another "
                        "schedule",
             .formula =
                 "lr(t) = base * (start + (1 - start) * w(t / steps))   for t "
                 "< steps\n"
                 "        w(p) = p, (1 - cos(pi p)) / 2, or 0 (constant);\n"
                 "        exponential: lr(t) = base * start^(1 - p)\n"
                 "lr(t) = then(t - steps)   from there on; offset=false: "
                 "then(t)",
             .source = "lrsim; Goyal et al. (2017) for the linear one",
             .example = "warmup(steps=500, then=cosine_annealing(9500))",
             TABLE_OF(struct warmup, parameters),
             .check = warmup_check},
    .power = warmup_power,
    .set = warmup_set,
    .advance = warmup_advance,
    .scale = warmup_scale_all,
    .observe = warmup_observe,
    .end = warmup_end,
    .begin = warmup_begin,
    .adjust = warmup_adjust,
    .construct = warmup_construct,
    .rise = "steps",
};
