/* sequential.c -- OLMo-core's schedulers one after the other: the base rate of
 * each is the last rate of the one before. */
#include "schedule/olmo/olmo.h"
#include "schedule/schedule_root.h"

struct olmo_sequential {
    struct nodes schedulers;
    struct integers schedulers_max;
    struct node override_decay;
};

static const struct parameter parameters[] = {
    NODES(struct olmo_sequential, schedulers, &schedule_family,
          "OLMo-core's schedulers, in their order"),
    STEPS_LIST(struct olmo_sequential, schedulers_max, NULL, "[1,inf)",
               "the steps of each; that of the last may be left out, as it "
               "runs to the end"),
    OLMO_OVERRIDE(struct olmo_sequential),
    END_OF_TABLE,
};

/* The row where part i begins; INTEGER_NULL past the last, or 2^53. */
static long
series_begin(const void *data, size_t i)
{
    const struct olmo_sequential *self = data;
    long begin = 0;

    if (i >= self->schedulers.count)
        return INTEGER_NULL;
    for (size_t k = 0; k < i; k++) {
        if (k >= self->schedulers_max.count ||
            self->schedulers_max.values[k] > INTEGER_MOST - begin)
            return INTEGER_NULL;
        begin += self->schedulers_max.values[k];
    }
    return begin;
}

/* The part that row t belongs to, and t becomes its own; row -1, which is step
 * 0, is the first one's. */
static size_t
series_part(const struct schedule *schedule, long *t)
{
    const struct olmo_sequential *self = schedule->self;
    size_t i = 0;

    for (; i + 1 < schedule->part_count; i++) {
        if (*t < self->schedulers_max.values[i])
            break;
        *t -= self->schedulers_max.values[i];
    }
    return i;
}

static void
series_set_part(const struct schedule *schedule, long t, struct rate *rates)
{
    size_t i = series_part(schedule, &t);

    schedule->parts[i].set(&schedule->parts[i], t, rates);
}

static void
series_set(const struct schedule *schedule, long t, struct rate *rates)
{
    const struct olmo_sequential *self = schedule->self;
    long start = override_start(&self->override_decay);

    series_set_part(schedule, t + 1 < start ? t : start - 1, rates);
    for (size_t i = 0; t + 1 >= start && i < schedule->count; i++)
        rates[i].lr = override_rate(&self->override_decay, schedule->base[i],
                                    rates[i].lr, (double)t + 1);
}

/* Each part is made over the last rates of the one before. */
static void
series_construct(struct schedule *schedule, struct rate *rates)
{
    const struct olmo_sequential *self = schedule->self;

    schedule_keep_base(schedule, rates);
    schedule_restart(schedule, rates);
    for (size_t k = 0; k < schedule->part_count; k++) {
        struct schedule *part = &schedule->parts[k];

        for (size_t i = 0; i < schedule->count; i++)
            rates[i].base = rates[i].lr;
        schedule_construct(part, rates);
        if (k + 1 < schedule->part_count)
            part->set(part, self->schedulers_max.values[k] - 1, rates);
    }
    for (size_t i = 0; i < schedule->count; i++)
        rates[i].base = schedule->base[i];
    series_set(schedule, 0, rates);
}

static bool
series_check(const struct node *node, struct error *error)
{
    const struct olmo_sequential *self = node->self;
    size_t count = self->schedulers.count, given = self->schedulers_max.count;

    if (given != count - 1 && given != count)
        return error_at(error, node_place(node, "schedulers_max"),
                        "must be %zu for %zu schedulers, not %zu", count - 1,
                        count, given);
    if (series_begin(self, count - 1) == INTEGER_NULL)
        return error_at(error, node_place(node, "schedulers_max"),
                        "must end before row 2^53");
    return schedule_check_parts(&self->schedulers, "olmo.",
                                "a scheduler of OLMo-core", error);
}

/* Each part must fit the rate that it begins with. */
static bool
series_fits(const struct node *node, const struct schedule_run *run,
            struct error *error)
{
    const struct olmo_sequential *self = node->self;
    struct rate rate = {.lr = run->least};

    for (size_t i = 0; i < self->schedulers.count; i++) {
        struct schedule_run own = *run;
        bool last = i + 1 == self->schedulers.count;
        long steps = last ? run->steps - series_begin(self, i)
                          : self->schedulers_max.values[i];
        struct schedule_root *root;

        own.steps = steps < 0 ? 0 : steps;
        root = schedule_make(&self->schedulers.items[i], &own, &rate, 1, 1,
                             node->arena, error);
        if (!root)
            return false;
        if (!last)
            schedule_set(root, steps - 1, &rate);
    }
    return true;
}

static long
series_end(const void *data)
{
    const struct olmo_sequential *self = data;
    size_t last = self->schedulers.count - 1;
    long begin = series_begin(data, last);
    long end = schedule_end(&self->schedulers.items[last]);

    if (self->override_decay.kind)
        return override_end(&self->override_decay);
    return begin != INTEGER_NULL && end != INTEGER_NULL &&
                   end <= INTEGER_MOST - begin
               ? begin + end
               : INTEGER_NULL;
}

const struct schedule_kind schedule_olmo_SequentialScheduler = {
    .kind = {.name = "olmo.SequentialScheduler",
             .aliases = "olmo.Sequential",
             .summary = "OLMo-core's schedulers, each from the last rate of "
                        "the one before",
             .formula = "lr(t) = part i at its own row, t - (schedulers_max of "
                        "those before it)\n"
                        "        over the last rate of part i - 1 as its base\n"
                        "        override_decay: from its start on, from the "
                        "rate there to its end_lr",
             OLMO_SOURCE,
             .example = "olmo.SequentialScheduler([olmo.ConstantWithWarmup("
                        "warmup=50), olmo.LinearWithWarmup(warmup=0)], [100])",
             TABLE_OF(struct olmo_sequential, parameters),
             .sequence = true,
             .check = series_check},
    .fits = series_fits,
    .set = series_set,
    .begin = series_begin,
    .end = series_end,
    .construct = series_construct,
};
