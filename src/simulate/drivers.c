/* drivers.c -- each value has a schedule that takes it for a rate. */
#include "simulate/drivers.h"

#include "base/text.h"
#include "simulate/simulation.h"

/* The parameter that a driver sets, and which number of it. */
static const struct {
    const char *name, *row;
    size_t number, offset; /* of the node in struct driven_values */
} targets[DRIVERS] = {
    [DRIVES_MOMENTUM] = {"momentum", "momentum", 0,
                         offsetof(struct driven_values, momentum)},
    [DRIVES_BETA1] = {"beta1", "betas", 0,
                      offsetof(struct driven_values, beta1)},
    [DRIVES_WEIGHT_DECAY] = {"weight_decay", "weight_decay", 0,
                             offsetof(struct driven_values, weight_decay)},
    [DRIVES_BETA2] = {"beta2", "betas", 1,
                      offsetof(struct driven_values, beta2)},
};

const char *
driver_name(enum driver_id id)
{
    return targets[id].name;
}

static bool
is_momentum(enum driver_id id)
{
    return id == DRIVES_MOMENTUM || id == DRIVES_BETA1;
}

static const struct node *
driver_node(const struct spec *spec, enum driver_id id)
{
    static const struct driven_values none;
    const void *values = spec->schedules.kind ? spec->schedules.self : &none;

    return (const void *)((const char *)values + targets[id].offset);
}

/* Where an optimizer, or else one inside of it, has the value; NULL: nowhere.
 */
static double *
find_value(const struct kind *kind, const void *self, enum driver_id id)
{
    const struct parameter *row = row_find(kind, NULL, targets[id].row);
    const struct node *inner;
    double *found = NULL;

    if (row)
        return (double *)(void *)((char *)self + row->offset) +
               targets[id].number;
    for (size_t i = 0;
         !found && (inner = optimizer_inner(kind, self, i)) != NULL; i++)
        found = find_value(inner->kind, inner->self, id);
    return found;
}

/* Memory, and the values that the schedule starts from. */
static bool
find_starts(struct simulation *simulation, enum driver_id id,
            const struct node *node, struct arena *arena, struct error *error)
{
    struct driver *driver = &simulation->drivers.items[id];
    size_t count = simulation->groups.count;

    driver->rates = arena_alloc(arena, count, sizeof *driver->rates);
    driver->values = arena_alloc(arena, count, sizeof *driver->values);
    if (!driver->rates || !driver->values)
        return error_memory(error);
    for (size_t g = 0; g < count; g++) {
        const struct param_group *group = &simulation->groups.items[g];
        const struct kind *kind = &group->optimizer->kind;
        const double *value = find_value(kind, group->self, id);

        if (!value)
            return error_at(error, node->place, "%s has no %s", kind->name,
                            targets[id].row);
        driver->rates[g].base = driver->rates[g].lr = *value;
    }
    return true;
}

/* The schedule of `count` values, from `own`; NULL on an error. */
static struct schedule_root *
make_schedule(struct simulation *simulation, const struct spec *spec,
              const struct node *node, struct rate *rates, size_t count,
              const double *own, const char *what, struct arena *arena,
              struct error *error)
{
    struct schedule_root *root = simulation_make_schedule(
        spec, node, rates, count, 1, own, arena, error);

    if (!root)
        return NULL;
    if (root->drives) {
        error_at(error, root->drives,
                 "must be false: it drives the momentum beside %s", what);
        return NULL;
    }
    simulation->drivers.uses_metric |= root->uses_metric;
    return simulation_has_metric(simulation, root, node, error) ? root : NULL;
}

/* The schedule of a driver from restart i on, the first spec being restart 0;
 * `given` are the optimizers' own values.  NULL on an error. */
static struct schedule_root *
make_from(struct simulation *simulation, enum driver_id id, size_t i,
          const struct rate *given, struct rate *rates, struct arena *arena,
          struct error *error)
{
    const struct spec *first = simulation->spec;
    const struct spec *spec = i == 0 ? first : &first->resumed[i - 1];
    size_t count = simulation->groups.count;
    const struct restart *next;
    struct schedule_root *root, *resumed;
    struct rate *others;

    for (size_t g = 0; g < count; g++)
        rates[g] = given[g];
    root = make_schedule(simulation, spec, driver_node(spec, id), rates, count,
                         &given->lr, targets[id].name, arena, error);
    if (!root || i == first->restart.count)
        return root;
    others = arena_alloc(arena, count, sizeof *others);
    if (!others) {
        error_memory(error);
        return NULL;
    }
    next = first->restart.items[i].self;
    resumed = make_from(simulation, id, i + 1, given, others, arena, error);
    if (!resumed)
        return NULL;
    schedule_resume(root, simulation_clock(first, next->step), resumed, others);
    return root;
}

static bool
make_driver(struct simulation *simulation, enum driver_id id,
            struct arena *arena, struct error *error)
{
    const struct node *node = driver_node(simulation->spec, id);
    struct driver *driver = &simulation->drivers.items[id];
    size_t count = simulation->groups.count;
    struct rate *given = arena_alloc(arena, count, sizeof *given);

    if (!given)
        return error_memory(error);
    if (!find_starts(simulation, id, node, arena, error))
        return false;
    for (size_t g = 0; g < count; g++)
        given[g] = driver->rates[g];
    driver->schedule =
        make_from(simulation, id, 0, given, driver->rates, arena, error);
    return driver->schedule != NULL;
}

/* A restart drives what was driven before it. */
static bool
check_restarts(const struct spec *spec, struct error *error)
{
    for (size_t i = 0; i < spec->restart.count; i++)
        for (int id = 0; id < DRIVERS; id++) {
            enum driver_id driver = (enum driver_id)id;

            if (!driver_node(&spec->resumed[i], driver)->kind !=
                !driver_node(spec, driver)->kind)
                return error_at(error, spec->restart.items[i].place,
                                "must not change whether a schedule drives %s",
                                targets[id].name);
        }
    return true;
}

/* What drives the momentum must be alone. */
static bool
check_momentum(const struct simulation *simulation, enum driver_id id,
               struct error *error)
{
    const struct node *node = driver_node(simulation->spec, id);
    const struct node *other = driver_node(simulation->spec, DRIVES_MOMENTUM);

    if (simulation->schedule && simulation->schedule->drives)
        return error_at(error, node->place,
                        "cannot be combined with a schedule that drives the "
                        "momentum");
    return id == DRIVES_MOMENTUM || !other->kind ||
           error_at(error, node->place,
                    "cannot be combined with $.schedules.momentum");
}

/* Where the optimizers read the values, once these are their own. */
static void
bind_values(struct simulation *simulation)
{
    for (int id = 0; id < DRIVERS; id++) {
        const struct driver *driver = &simulation->drivers.items[id];

        for (size_t g = 0; driver->schedule && g < simulation->groups.count;
             g++) {
            const struct param_group *group = &simulation->groups.items[g];

            driver->values[g] =
                is_momentum((enum driver_id)id)
                    ? &simulation->rates[g].momentum
                    : find_value(&group->optimizer->kind, group->self,
                                 (enum driver_id)id);
        }
    }
}

/* The rate of one group. */
static bool
make_group(struct simulation *simulation, size_t g, const struct node *node,
           struct arena *arena, struct error *error)
{
    struct drivers *drivers = &simulation->drivers;
    struct driver *driver = &drivers->groups[drivers->group_count++];
    double *own = arena_alloc(arena, 1, sizeof *own);

    driver->rates = arena_alloc(arena, 1, sizeof *driver->rates);
    driver->values = arena_alloc(arena, 1, sizeof *driver->values);
    if (!own || !driver->rates || !driver->values)
        return error_memory(error);
    *own = simulation->groups.items[g].lr;
    driver->rates->base = driver->rates->lr = *own;
    driver->values[0] = &simulation->rates[g].lr;
    driver->schedule =
        make_schedule(simulation, simulation->spec, node, driver->rates, 1, own,
                      "the group's rate", arena, error);
    return driver->schedule != NULL;
}

/* Those of the groups that are listed, which are the last. */
static bool
make_groups(struct simulation *simulation, struct arena *arena,
            struct error *error)
{
    const struct spec *spec = simulation->spec;
    const struct groups *listed = &spec->param_groups;
    size_t rest = simulation->groups.count - listed->count;

    simulation->drivers.groups =
        arena_alloc(arena, listed->count, sizeof *simulation->drivers.groups);
    if (!simulation->drivers.groups)
        return error_memory(error);
    for (size_t i = 0; i < listed->count; i++) {
        const struct node *node = &listed->items[i].schedule;

        if (!node->kind)
            continue;
        if (spec->restart.count > 0)
            return error_at(error, node->place,
                            "cannot be combined with restart");
        simulation->drivers.any = true;
        if (!make_group(simulation, rest + i, node, arena, error))
            return false;
    }
    return true;
}

bool
drivers_make(struct simulation *simulation, struct arena *arena,
             struct error *error)
{
    const struct spec *spec = simulation->spec;

    if (!make_groups(simulation, arena, error) || !check_restarts(spec, error))
        return false;
    if (!spec->schedules.kind)
        return true;
    simulation->drivers.any = true;
    for (int id = 0; id < DRIVERS; id++) {
        if (!driver_node(spec, (enum driver_id)id)->kind)
            continue;
        if (is_momentum((enum driver_id)id) &&
            !check_momentum(simulation, (enum driver_id)id, error))
            return false;
        if (!make_driver(simulation, (enum driver_id)id, arena, error))
            return false;
    }
    if (!param_groups_own(&simulation->groups,
                          drivers_have_momentum(simulation), arena))
        return error_memory(error);
    bind_values(simulation);
    return true;
}

bool
drivers_have_momentum(const struct simulation *simulation)
{
    const struct driver *items = simulation->drivers.items;

    return (simulation->schedule && simulation->schedule->drives) ||
           items[DRIVES_MOMENTUM].schedule || items[DRIVES_BETA1].schedule;
}

void
drivers_set(struct simulation *simulation, long clock)
{
    for (size_t i = 0; i < simulation->drivers.group_count; i++) {
        const struct driver *driver = &simulation->drivers.groups[i];

        schedule_set(driver->schedule, clock, driver->rates);
        *driver->values[0] = driver->rates->lr;
    }
    for (int id = 0; id < DRIVERS; id++) {
        const struct driver *driver = &simulation->drivers.items[id];

        if (!driver->schedule)
            continue;
        schedule_set(driver->schedule, clock, driver->rates);
        for (size_t g = 0; g < simulation->groups.count; g++)
            *driver->values[g] = driver->rates[g].lr;
    }
}

void
drivers_report(struct drivers *drivers, long clock, const double *metric)
{
    for (int id = 0; id < DRIVERS; id++)
        if (drivers->items[id].schedule)
            schedule_report(drivers->items[id].schedule, clock, metric);
    for (size_t i = 0; i < drivers->group_count; i++)
        schedule_report(drivers->groups[i].schedule, clock, metric);
}
