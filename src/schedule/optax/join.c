/* join.c -- optax's schedules one after the other, each from its own step 0. */
#include "schedule/optax/optax.h"

struct join {
    struct nodes schedules;
    struct integers boundaries;
};

static const struct parameter join_parameters[] = {
    NODES(struct join, schedules, &schedule_family,
          "optax's schedules, in their order"),
    STEPS_LIST(struct join, boundaries, NULL, "[0,inf)",
               "the rows where the later ones begin, rising"),
    END_OF_TABLE,
};

struct sgdr {
    struct nodes cosine_kwargs;
    struct integers boundaries; /* where the decay_steps of each end */
};

static const struct parameter sgdr_parameters[] = {
    NODES_OF(struct sgdr, cosine_kwargs, &schedule_family,
             "optax.warmup_cosine_decay",
             "the cycles, each an optax.warmup_cosine_decay"),
    END_OF_TABLE,
};

static bool
join_check(const struct node *node, struct error *error)
{
    const struct join *self = node->self;
    const struct integers *rows = &self->boundaries;

    if (rows->count != self->schedules.count - 1)
        return error_at(error, node_place(node, "boundaries"),
                        "must be %zu for %zu schedules, not %zu",
                        self->schedules.count - 1, self->schedules.count,
                        rows->count);
    for (size_t i = 1; i < rows->count; i++)
        if (rows->values[i] <= rows->values[i - 1])
            return error_at(error, &rows->places[i],
                            "must be above %ld, not %ld", rows->values[i - 1],
                            rows->values[i]);
    return schedule_check_parts(&self->schedules, "optax.",
                                "a function of the step that optax has", error);
}

static bool
sgdr_check(const struct node *node, struct error *error)
{
    struct sgdr *self = node->self;
    size_t count = self->cosine_kwargs.count;
    long *values = arena_alloc(node->arena, count, sizeof *values), end = 0;

    if (!values)
        return error_memory(error);
    if (!schedule_check_parts(&self->cosine_kwargs, "optax.warmup_cosine_decay",
                              "an optax.warmup_cosine_decay", error))
        return false;
    for (size_t i = 0; i < count; i++) {
        long steps = schedule_end(&self->cosine_kwargs.items[i]);

        if (steps > INTEGER_MOST - end)
            return error_at(error, self->cosine_kwargs.items[i].place,
                            "must end before row 2^53");
        values[i] = end += steps;
    }
    self->boundaries = (struct integers){count - 1, values, NULL};
    return true;
}

/* The part that row t belongs to. */
static size_t
active(const struct integers *boundaries, long t, long *from, long *until)
{
    size_t i = 0;

    while (i < boundaries->count && t >= boundaries->values[i])
        i++;
    *from = i > 0 ? boundaries->values[i - 1] : 0;
    *until = i < boundaries->count ? boundaries->values[i] : LONG_MAX;
    return i;
}

static size_t
join_active(const void *self, long t, long *from, long *until)
{
    return active(&((const struct join *)self)->boundaries, t, from, until);
}

static size_t
sgdr_active(const void *self, long t, long *from, long *until)
{
    return active(&((const struct sgdr *)self)->boundaries, t, from, until);
}

static void
set_active(const struct schedule *schedule, long t, struct rate *rates)
{
    long from, until;
    size_t i = schedule->kind->active(schedule->self, t, &from, &until);

    schedule->parts[i].set(&schedule->parts[i], t - from, rates);
}

static long
join_begin(const void *data, size_t i)
{
    const struct integers *rows = &((const struct join *)data)->boundaries;

    if (i == 0)
        return 0;
    return i <= rows->count ? rows->values[i - 1] : INTEGER_NULL;
}

static long
sgdr_begin(const void *data, size_t i)
{
    const struct nodes *cycles = &((const struct sgdr *)data)->cosine_kwargs;
    long begin = 0;

    if (i >= cycles->count)
        return INTEGER_NULL;
    for (size_t k = 0; k < i; k++) {
        long end = cycles->items[k].kind ? schedule_end(&cycles->items[k]) : -1;

        if (end < 0 || begin > INTEGER_MOST)
            return INTEGER_NULL;
        begin += end;
    }
    return begin;
}

static long
join_end(const void *data)
{
    const struct join *self = data;
    size_t last = self->boundaries.count;
    long start = last > 0 ? self->boundaries.values[last - 1] : 0;
    long end = schedule_end(&self->schedules.items[last]);

    return end != INTEGER_NULL && end <= INTEGER_MOST - start ? start + end
                                                              : INTEGER_NULL;
}

static long
sgdr_end(const void *data)
{
    const struct sgdr *self = data;

    return self->boundaries.values[self->boundaries.count];
}

const struct schedule_kind schedule_optax_join = {
    .kind = {.name = "optax.join",
             OPTAX_NAMES("join_schedules"),
             .summary = "optax's schedules, one after the other",
             .formula = "lr(t) = schedules[i](t - boundaries[i-1])   from "
                        "boundaries[i-1] on",
             .example = "optax.join([optax.constant(0.1), "
                        "optax.constant(0.01)], [100])",
             TABLE_OF(struct join, join_parameters),
             .sequence = true,
             .check = join_check},
    .set = set_active,
    .active = join_active,
    .begin = join_begin,
    .end = join_end,
};

const struct schedule_kind schedule_optax_sgdr = {
    .kind = {.name = "optax.sgdr",
             OPTAX_NAMES("sgdr_schedule"),
             .summary = "cycles of a line up and half a cosine down",
             .formula = "lr(t) = optax.warmup_cosine_decay(...) of the cycle "
                        "that t is in,\n"
                        "        from its own row 0; each is decay_steps long",
             .source = "Loshchilov & Hutter, SGDR (2017)",
             .example = "optax.sgdr([optax.warmup_cosine_decay(0, 0.1, 10, "
                        "100)])",
             TABLE_OF(struct sgdr, sgdr_parameters),
             .sequence = true,
             .check = sgdr_check},
    .set = set_active,
    .active = sgdr_active,
    .begin = sgdr_begin,
    .end = sgdr_end,
};
