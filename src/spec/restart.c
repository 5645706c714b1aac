/* restart.c -- loads what a resumed training changes, and the specs that follow
 * from it. */
#include "spec/restart.h"

#include <math.h>
#include <string.h>

#include "spec/load_node.h"

static const struct parameter restart_rows[] = {
    STEPS(struct restart, step, NULL, "[1,inf)",
          "the first row of the resumed training"),
    STEPS(struct restart, steps, "null", "[1,inf) or null",
          "its total number of steps; null: as before"),
    REAL(struct restart, lr, "null", "[0,inf) or null",
         "its optimizer's learning rate; null: as before"),
    NODE(struct restart, schedule, NULL, NULL, "null",
         "its schedule; null: as before"),
    OBJECT(struct restart, schedules, &driven_family, "null", "or null",
           "what sets its other values; null: as before"),
    END_OF_TABLE,
};

static bool
restart_check(const struct node *node, struct error *error)
{
    const struct restart *self = node->self;

    if (self->steps == INTEGER_NULL && isnan(self->lr) &&
        !self->schedule.kind && !self->schedules.kind)
        return error_at(error, node->place,
                        "must have steps, lr, schedule or schedules: what is "
                        "different after the restart");
    return self->steps == INTEGER_NULL || self->steps >= self->step ||
           error_at(error, node_place(node, "steps"),
                    "must be at least step, %ld, not %ld", self->step,
                    self->steps);
}

static const struct kind restart_kind = {
    .name = "restart",
    TABLE_OF(struct restart, restart_rows),
    .check = restart_check,
};

static const struct kind *const restart_kinds[] = {&restart_kind, NULL};

const struct family restart_family = {
    .name = "restart", .plural = "restarts", .kinds = restart_kinds};

/* A schedule of the restart is as long as its total. */
static bool
follow_steps(struct loader *loader, const struct tree *value,
             const struct place *place)
{
    const struct parameter *row = row_find(&restart_kind, NULL, "steps");
    const struct tree *steps = tree_member(value, "steps");
    struct restart restart = {.steps = INTEGER_NULL};
    struct place there;
    long epoch = loader->span.epoch;

    if (!steps)
        return true;
    there = tree_place(steps, place, 0);
    if (!load_row(loader, row, &restart, steps, &there))
        return false;
    if (restart.steps == INTEGER_NULL)
        return true;
    loader->span.whole = loader->span.left = restart.steps;
    if (loader->schedule.epoch == 1 && epoch > 1)
        restart.steps = (restart.steps - 1) / epoch + 1;
    loader->schedule.whole = loader->schedule.left = restart.steps;
    return true;
}

/* Restarts follow each other. */
static bool
check_order(const struct nodes *restarts, struct error *error)
{
    for (size_t i = 1; i < restarts->count; i++) {
        const struct restart *before = restarts->items[i - 1].self;
        const struct restart *self = restarts->items[i].self;

        if (self->step <= before->step)
            return error_at(error, node_place(&restarts->items[i], "step"),
                            "must be above that of the restart before, %ld, "
                            "not %ld",
                            before->step, self->step);
    }
    return true;
}

bool
restart_load(struct loader *loader, const struct parameter *row,
             struct nodes *restarts, const struct tree *value,
             const struct place *place)
{
    const struct span span = loader->span, schedule = loader->schedule;
    struct parameter each = *row;
    bool done = true;
    size_t i = 0;

    if (tree_is(value, TREE_NULL))
        return true;
    if (!tree_is(value, TREE_LIST) || !value->child)
        return error_at(loader->error, place,
                        "must be a list of objects or null, not %s",
                        tree_quote(value).text);
    restarts->items =
        arena_alloc(loader->arena, value->count, sizeof *restarts->items);
    if (!restarts->items)
        return error_memory(loader->error);
    restarts->count = value->count;
    each.range = NULL;
    for (const struct tree *item = value->child; done && item;
         item = item->next, i++) {
        struct place *there = arena_alloc(loader->arena, 1, sizeof *there);

        if (!there)
            return error_memory(loader->error);
        *there = tree_place(item, place, i);
        done = (!tree_is(item, TREE_OBJECT) ||
                follow_steps(loader, item, there)) &&
               load_object(loader, &each, &restarts->items[i], item, there);
    }
    loader->span = span;
    loader->schedule = schedule;
    return done && check_order(restarts, loader->error);
}

/* A copy of a value alone; NULL without memory. */
static struct tree *
copy_value(struct arena *arena, const struct tree *value)
{
    struct tree *copy = arena_alloc(arena, 1, sizeof *copy);

    if (copy) {
        *copy = *value;
        copy->next = NULL;
    }
    return copy;
}

/* A copy of an object whose members can be replaced; NULL without memory. */
static struct tree *
copy_object(struct arena *arena, const struct tree *object)
{
    struct tree *copy = copy_value(arena, object);

    if (!copy)
        return NULL;
    copy->child = copy->last = NULL;
    copy->count = 0;
    for (const struct tree *member = object->child; member;
         member = member->next) {
        struct tree *same = copy_value(arena, member);

        if (!same)
            return NULL;
        tree_append(copy, member->key, same);
    }
    return copy;
}

/* Puts a value in the place of a member, or adds it; false without memory. */
static bool
put_member(struct arena *arena, struct tree *object, const char *key,
           const struct tree *value)
{
    struct tree *old = tree_member(object, key);
    struct tree *copy = copy_value(arena, value);

    if (!copy)
        return false;
    if (old)
        tree_replace(old, copy);
    else
        tree_append(object, key, copy);
    return true;
}

/* The schedule counts as the one before did, unless it says so itself. */
static bool
put_schedule(struct arena *arena, struct tree *root,
             const struct tree *schedule)
{
    const struct tree *interval =
        tree_member(tree_member(root, "schedule"), "interval");
    struct tree *copy = copy_object(arena, schedule);

    return copy &&
           (!interval || put_member(arena, copy, "interval", interval)) &&
           put_member(arena, root, "schedule", copy);
}

static bool
put_rate(struct arena *arena, struct tree *root, const struct tree *lr)
{
    static const struct tree none = {.kind = TREE_OBJECT};
    const struct tree *old = tree_member(root, "optimizer");
    struct tree *copy = copy_object(arena, old ? old : &none);

    return copy && put_member(arena, copy, "lr", lr) &&
           put_member(arena, root, "optimizer", copy);
}

/* The root with what a restart changes; NULL without memory. */
static struct tree *
change_root(struct arena *arena, const struct tree *root,
            const struct tree *restart)
{
    static const struct tree null = {.kind = TREE_NULL};
    const struct tree *steps = tree_member(restart, "steps");
    const struct tree *lr = tree_member(restart, "lr");
    const struct tree *schedule = tree_member(restart, "schedule");
    const struct tree *others = tree_member(restart, "schedules");
    struct tree *copy = copy_object(arena, root);

    return copy && put_member(arena, copy, "restart", &null) &&
                   (!steps || steps->kind == TREE_NULL ||
                    put_member(arena, copy, "steps", steps)) &&
                   (!lr || lr->kind == TREE_NULL ||
                    put_rate(arena, copy, lr)) &&
                   (!schedule || schedule->kind == TREE_NULL ||
                    put_schedule(arena, copy, schedule)) &&
                   (!others || others->kind == TREE_NULL ||
                    put_member(arena, copy, "schedules", others))
               ? copy
               : NULL;
}

/* What a resumed spec must have in common with the one before. */
static bool
check_resumed(const struct spec *spec, const struct node *restart,
              struct error *error)
{
    const struct restart *self = restart->self;

    if (!spec->schedule.kind && !self->schedule.kind)
        return error_at(error, restart->place,
                        "must be in a spec with a \"schedule\"");
    return spec->interval != INTERVAL_EPOCH ||
           self->step % spec->steps_per_epoch == 0 ||
           error_at(error, node_place(restart, "step"),
                    "must be the first step of an epoch, a multiple of "
                    "steps_per_epoch (%ld), since the schedule counts epochs",
                    spec->steps_per_epoch);
}

bool
restart_resume(const struct document *document,
               const struct spec_length *length, struct spec *spec,
               struct error *error)
{
    struct document changed = *document;
    const struct tree *list = tree_member(document->root, "restart");
    size_t count = spec->restart.count;

    spec->own_steps = spec->steps;
    spec->resumed = arena_alloc(document->arena, count, sizeof *spec->resumed);
    if (!spec->resumed)
        return error_memory(error);
    for (size_t i = 0; i < count; i++) {
        struct restart *self = spec->restart.items[i].self;
        struct spec *resumed = &spec->resumed[i];

        changed.root =
            change_root(document->arena, changed.root, tree_element(list, i));
        if (!changed.root)
            return error_memory(error);
        if (!check_resumed(spec, &spec->restart.items[i], error) ||
            !spec_load(&changed, self->steps == INTEGER_NULL ? length : NULL,
                       resumed, error))
            return false;
        spec->steps = resumed->steps;
        /* A spec that is printed says all lengths, and so must this. */
        if (!self->schedule.kind)
            self->schedule = resumed->schedule;
        if (!self->schedules.kind)
            self->schedules = resumed->schedules;
    }
    return true;
}
