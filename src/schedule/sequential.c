/* sequential.c -- one schedule after the other, each from its milestone on.
 *
 * A later part begins at its own step 0 from the base rate. */
#include "base/lanes.h"
#include "schedule/schedule.h"

struct sequential {
    struct nodes schedulers;
    struct integers milestones;
};

static const struct parameter parameters[] = {
    NODES(struct sequential, schedulers, &schedule_family,
          "the schedules, in their order"),
    STEPS_LIST(struct sequential, milestones, "null", "[0,inf) or null",
               "the rows where the later parts begin, rising; null is where "
               "the part before ends"),
    END_OF_TABLE,
};

/* Room for the milestones, all to be derived. */
static bool
derive_all(struct sequential *self, const struct node *node)
{
    size_t count = self->schedulers.count - 1;
    long *values;
    struct place *places;

    if (self->milestones.values)
        return true;
    values = arena_alloc(node->arena, count, sizeof *values);
    places = arena_alloc(node->arena, count, sizeof *places);
    if (!values || !places)
        return false;
    for (size_t i = 0; i < count; i++) {
        values[i] = INTEGER_NULL;
        places[i] = (struct place){.parent = node_place(node, "milestones"),
                                   .index = i};
    }
    self->milestones = (struct integers){count, values, places};
    return true;
}

static bool
sequential_check(const struct node *node, struct error *error)
{
    struct sequential *self = node->self;
    long *values, start = 0;

    if (!derive_all(self, node))
        return error_memory(error);
    values = self->milestones.values;
    if (self->milestones.count != self->schedulers.count - 1)
        return error_at(error, node_place(node, "milestones"),
                        "must be %zu milestone%s for %zu schedulers, not %zu",
                        self->schedulers.count - 1,
                        self->schedulers.count == 2 ? "" : "s",
                        self->schedulers.count, self->milestones.count);
    for (size_t i = 0; i < self->milestones.count; i++) {
        const struct node *part = &self->schedulers.items[i];
        const struct place *place = &self->milestones.places[i];

        if (values[i] == INTEGER_NULL) {
            long end = schedule_end(part);

            if (end == INTEGER_NULL)
                return error_at(error, place,
                                "must be given, since %s has no known end "
                                "(in the short form: -> @STEP)",
                                part->kind->name);
            if (end > INTEGER_MOST - start)
                return error_at(error, place,
                                "must be at most 2^53, and %ld + %ld is not",
                                start, end);
            values[i] = start + end;
        }
        if (i > 0 && values[i] <= start)
            return error_at(error, place,
                            "must be above %ld, not %ld: PyTorch accepts this, "
                            "and never runs the scheduler between them",
                            start, values[i]);
        start = values[i];
    }
    return true;
}

static long
sequential_begin(const void *data, size_t i)
{
    const struct sequential *self = data;
    const struct integers *milestones = &self->milestones;
    const long *values = milestones->values;
    long begin, end;

    if (i == 0)
        return 0;
    /* What does not rise is refused later, by sequential_check(). */
    if (i <= milestones->count && values[i - 1] != INTEGER_NULL)
        return i == 1 || values[i - 1] > values[i - 2] ? values[i - 1]
                                                       : INTEGER_NULL;
    if (i >= self->schedulers.count || !self->schedulers.items[i - 1].kind)
        return INTEGER_NULL;
    begin = sequential_begin(data, i - 1);
    end = schedule_end(&self->schedulers.items[i - 1]);
    return begin == INTEGER_NULL || begin > INTEGER_MOST || end == INTEGER_NULL
               ? INTEGER_NULL
               : begin + end;
}

static size_t
sequential_active(const void *self, long t, long *from, long *until)
{
    const struct integers *milestones =
        &((const struct sequential *)self)->milestones;
    size_t i = 0;

    while (i < milestones->count && milestones->values[i] <= t)
        i++;
    *from = i > 0 ? milestones->values[i - 1] : 0;
    *until = i < milestones->count ? milestones->values[i] : LONG_MAX;
    return i;
}

/* Which part row t belongs to, and t becomes its own step. */
static size_t
active(const struct sequential *self, long *t)
{
    long from, until;
    size_t i = sequential_active(self, *t, &from, &until);

    *t -= from;
    return i;
}

/* Row t of part i where it starts from what did not come in: the rate that
 * the part before left, or its own base.  The momentum stays as it was set
 * last. */
INSTANCE
sequential_move(const struct schedule *schedule, size_t i, long t,
                struct rate *rates)
{
    const struct sequential *self = schedule->self;
    const struct schedule *part = &schedule->parts[i];

    for (size_t k = 0; k < i; k++) {
        long began = k > 0 ? self->milestones.values[k - 1] : 0;
        long last = self->milestones.values[k] - 1 - began;

        if (schedule->parts[k].drives && last >= 0)
            schedule->parts[k].set(&schedule->parts[k], last, rates);
    }
    if (!part->continues)
        schedule_restart(part, rates);
    else if (self->milestones.values[i - 1] > 0)
        schedule->set(schedule, self->milestones.values[i - 1] - 1, rates);
    part->set(part, t, rates);
}

static void
sequential_set(const struct schedule *schedule, long t, struct rate *rates)
{
    size_t i = active(schedule->self, &t);
    const struct schedule *part = &schedule->parts[i];

    if (i > 0 && schedule->own_start)
        sequential_move(schedule, i, t, rates);
    else
        part->set(part, t, rates);
}

static double
sequential_scale(const struct schedule *schedule, long t)
{
    size_t i = active(schedule->self, &t);

    return schedule_scale(&schedule->parts[i], t);
}

/* What part i finds at its row 0, which is row `row` of the whole. */
static void
sequential_enter(const struct schedule *schedule, size_t i, long row,
                 struct rate *rates)
{
    if (i > 0 && !schedule->parts[i].continues)
        schedule_restart(&schedule->parts[i], rates);
    else if (row > 0)
        rates_scale(schedule, rates, sequential_scale(schedule, row - 1));
    else if (!schedule->later)
        rates_restart(schedule, rates);
    else if (!schedule->continues)
        schedule_restart(schedule, rates);
}

static void
sequential_advance(struct schedule *schedule, long t, struct rate *rates)
{
    long row = t;
    size_t i = active(schedule->self, &t);

    if (t == 0)
        sequential_enter(schedule, i, row, rates);
    schedule_advance(&schedule->parts[i], t, rates);
}

/* All parts are made first; then the first one begins again.  As a later
 * part it begins where its first part does. */
static void
sequential_construct(struct schedule *schedule, struct rate *rates)
{
    for (size_t i = 0; i < schedule->part_count; i++)
        schedule_construct(&schedule->parts[i], rates);
    schedule_start(schedule, rates);
    for (size_t i = 0; i < schedule->count; i++)
        schedule->base[i] = schedule->parts[0].base[i];
}

/* The advance that activates a part passes it no metric. */
static void
sequential_observe(struct schedule *schedule, long t, const double *metric)
{
    size_t i = active(schedule->self, &t);

    if (t > 0)
        schedule_observe(&schedule->parts[i], t, metric);
}

static long
sequential_end(const void *self)
{
    const struct sequential *sequential = self;
    size_t last = sequential->schedulers.count - 1;
    long end = schedule_end(&sequential->schedulers.items[last]);

    if (end == INTEGER_NULL || last == 0)
        return end;
    return sequential->milestones.values[last - 1] + end;
}

static void
sequential_adjust(struct schedule *schedule, const struct node *node)
{
    const struct sequential *self = node->self;

    schedule->continues = schedule->parts[0].continues;
    for (size_t i = 0; i < schedule->part_count; i++) {
        if (i > 0 && self->milestones.values[i - 1] > 0)
            schedule_mark_later(&schedule->parts[i]);
        schedule->closed_form =
            schedule->closed_form && schedule->parts[i].closed_form;
    }
}

const struct schedule_kind schedule_sequential = {
    .kind = {.name = "sequential",
             .summary = "one schedule after the other, each from its "
                        "milestone on",
             .formula = "lr(t) = part i at its own step t - milestone(i)\n"
                        "        from milestone(i) on; short form: a -> b",
             .symbol = "torch.optim.lr_scheduler.SequentialLR",
             .example = "sequential(schedulers=[linear(0.1), "
                        "exponential(0.9)], milestones=[5])",
             TABLE_OF(struct sequential, parameters),
             .sequence = true,
             .check = sequential_check},
    .overwrites = true,
    .set = sequential_set,
    .advance = sequential_advance,
    .scale = sequential_scale,
    .observe = sequential_observe,
    .end = sequential_end,
    .begin = sequential_begin,
    .active = sequential_active,
    .adjust = sequential_adjust,
    .construct = sequential_construct,
};
