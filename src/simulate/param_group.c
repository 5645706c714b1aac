/* param_group.c -- makes the groups. */
#include "simulate/param_group.h"

static struct param_group
group_of_node(const struct node *node)
{
    return (struct param_group){
        .optimizer = optimizer_of(node->kind),
        .self = node->self,
        .lr = optimizer_rate(node->kind, node->self),
    };
}

/* Whether it, or an optimizer inside it, has a momentum. */
static bool
has_momentum(const struct kind *kind, const void *self)
{
    const struct node *inner;

    if (row_find(kind, NULL, "momentum") || row_find(kind, NULL, "betas"))
        return true;
    for (size_t i = 0; (inner = optimizer_inner(kind, self, i)) != NULL; i++)
        if (has_momentum(inner->kind, inner->self))
            return true;
    return false;
}

/* A copy, perhaps with a momentum, so that its vectors include one; likewise
 * for the optimizers inside it.  NULL without memory. */
static void *
copy_optimizer(const struct kind *kind, const void *self, bool momentum,
               struct arena *arena)
{
    const struct parameter *row = row_find(kind, NULL, "momentum");
    char *copy = arena_copy(arena, self, kind->size);

    if (copy && row && momentum)
        *(double *)(void *)(copy + row->offset) = 1;
    for (row = kind->parameters; copy && row->name; row++) {
        struct node *inner = (void *)(copy + row->offset);

        if (row->type != PARAMETER_NODE)
            continue;
        inner->self = copy_optimizer(inner->kind, inner->self, momentum, arena);
        if (!inner->self)
            return NULL;
    }
    return copy;
}

bool
param_groups_own(struct param_groups *groups, bool momentum,
                 struct arena *arena)
{
    for (size_t g = 0; g < groups->count; g++) {
        struct param_group *group = &groups->items[g];

        group->self = copy_optimizer(&group->optimizer->kind, group->self,
                                     momentum, arena);
        if (!group->self)
            return false;
    }
    return true;
}

bool
param_groups_drive(struct param_groups *groups, const struct place *place,
                   struct arena *arena, struct error *error)
{
    for (size_t g = 0; g < groups->count; g++) {
        const struct param_group *group = &groups->items[g];
        const struct kind *kind = &group->optimizer->kind;

        if (!has_momentum(kind, group->self))
            return error_at(error, place,
                            "must be false: %s has neither momentum nor betas",
                            kind->name);
    }
    return param_groups_own(groups, true, arena) || error_memory(error);
}

/* The groups as listed, after one for the rest if there is a rest. */
static bool
list_groups(const struct spec *spec, bool rest, struct param_groups *groups,
            struct arena *arena)
{
    const struct groups *listed = &spec->param_groups;
    size_t n = 0;

    groups->count = listed->count + rest;
    groups->items = arena_alloc(arena, groups->count, sizeof *groups->items);
    if (!groups->items)
        return false;
    if (rest)
        groups->items[n++] = group_of_node(&spec->optimizer);
    for (size_t g = 0; g < listed->count; g++)
        groups->items[n++] = group_of_node(&listed->items[g].node);
    return true;
}

/* Gives each group its own ranges, in ascending order. */
static bool
share_ranges(struct param_groups *groups, const struct group_range *ranges,
             size_t count, struct arena *arena)
{
    struct group_range *shared = arena_alloc(arena, count, sizeof *shared);

    if (!shared)
        return false;
    for (size_t i = 0; i < count; i++)
        groups->items[ranges[i].group].range_count++;
    for (size_t g = 0; g < groups->count; g++) {
        groups->items[g].ranges = shared;
        shared += groups->items[g].range_count;
        groups->items[g].range_count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        struct param_group *group = &groups->items[ranges[i].group];
        struct group_range *own = (struct group_range *)group->ranges;
        size_t n = group->range_count;

        group->size += (size_t)(ranges[i].end - ranges[i].first);
        /* Adjacent ranges are joined. */
        if (n > 0 && own[n - 1].end == ranges[i].first)
            own[n - 1].end = ranges[i].end;
        else
            own[group->range_count++] = ranges[i];
    }
    return true;
}

/* `owner` is the place of the object with the shape. */
static bool
check_shape(const struct param_group *group, const struct integers *shape,
            const struct node *node, const struct place *owner,
            struct error *error)
{
    const char *name = node->kind->name;
    const struct place key = {.parent = owner, .name = "shape"};
    const struct place *place =
        shape->count > 0 ? shape->places[0].parent : &key;

    if (!shape->values)
        return !optimizer_matrix(node->kind, node->self) ||
               error_at(error, node->place,
                        "must have a \"shape\" of [rows, columns]: %s steps "
                        "matrices",
                        name);
    if (shape->count != 2 || shape->values[0] == INTEGER_NULL ||
        shape->values[1] == INTEGER_NULL)
        return error_at(error, place, "must be [rows, columns]");
    return (double)shape->values[0] * (double)shape->values[1] ==
               (double)group->size ||
           error_at(error, place,
                    "must hold the group's %zu parameters, not %ld x %ld",
                    group->size, shape->values[0], shape->values[1]);
}

/* What optimizers require of their groups and of their number. */
static bool
check_groups(const struct spec *spec, bool rest, struct param_groups *groups,
             struct error *error)
{
    for (size_t g = 0; g < groups->count; g++) {
        const struct group *listed =
            rest && g == 0 ? NULL : &spec->param_groups.items[g - rest];
        const struct node *node = listed ? &listed->node : &spec->optimizer;
        const struct integers *shape = listed ? &listed->shape : &spec->shape;
        struct param_group *group = &groups->items[g];

        const char *single = optimizer_one_group_reason(node->kind, node->self);

        if (groups->count > 1 && single)
            return error_at(error, node->place,
                            "must be the only group: of %s, %s",
                            node->kind->name, single);
        if (!check_shape(group, shape, node,
                         listed ? listed->params.parent : node->place, error))
            return false;
        if (shape->values)
            group->shape = (struct shape){(size_t)shape->values[0],
                                          (size_t)shape->values[1]};
    }
    return true;
}

bool
param_groups_make(const struct spec *spec, size_t dim, struct arena *arena,
                  struct param_groups *groups, struct error *error)
{
    const struct groups *listed = &spec->param_groups;
    struct group_range *ranges;
    size_t count = 0;
    bool rest;

    if (dim == 0)
        return group_ranges_check(spec, arena, error) &&
               (list_groups(spec, listed->count == 0, groups, arena) ||
                error_memory(error));
    ranges = group_ranges_make(spec, dim, &count, &rest, arena, error);
    if (!ranges)
        return false;
    if (!list_groups(spec, rest, groups, arena) ||
        !share_ranges(groups, ranges, count, arena))
        return error_memory(error);
    return check_groups(spec, rest, groups, error);
}
