/* param_group.c -- makes the groups, and steps one of them. */
#include "simulate/param_group.h"

#include <string.h>

static struct tensor
tensor_of(const struct node *node)
{
    const struct optimizer *optimizer = optimizer_of(node->kind);

    return (struct tensor){
        .optimizer = optimizer,
        .self = node->self,
        .lr = optimizer_rate(node->kind, node->self),
        .vectors = optimizer->vectors(node->self),
    };
}

/* Whether it, or one inside of it, has something to drive. */
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

/* A copy whose momentum is there from the first update on; so is that of the
 * optimizers inside of it.  NULL without memory. */
static void *
driven(const struct kind *kind, const void *self, struct arena *arena)
{
    const struct parameter *row = row_find(kind, NULL, "momentum");
    char *copy = arena_copy(arena, self, kind->size);

    if (copy && row)
        *(double *)(void *)(copy + row->offset) = 1;
    for (row = kind->parameters; copy && row->name; row++) {
        struct node *inner = (void *)(copy + row->offset);

        if (row->type != PARAMETER_NODE)
            continue;
        inner->self = driven(inner->kind, inner->self, arena);
        if (!inner->self)
            return NULL;
    }
    return copy;
}

bool
tensors_drive(struct tensors *tensors, const struct place *place,
              struct arena *arena, struct error *error)
{
    for (size_t g = 0; g < tensors->count; g++) {
        struct tensor *tensor = &tensors->items[g];
        const struct kind *kind = &tensor->optimizer->kind;

        if (!has_momentum(kind, tensor->self))
            return error_at(error, place,
                            "must be false: %s has neither momentum nor betas",
                            kind->name);
        tensor->self = driven(kind, tensor->self, arena);
        if (!tensor->self)
            return error_memory(error);
        tensor->vectors = tensor->optimizer->vectors(tensor->self);
    }
    return true;
}

/* The groups as listed, after one for the rest where there is a rest. */
static bool
list(const struct spec *spec, bool rest, struct tensors *tensors,
     struct arena *arena)
{
    const struct groups *groups = &spec->param_groups;
    size_t n = 0;

    tensors->count = groups->count + rest;
    tensors->items = arena_alloc(arena, tensors->count, sizeof *tensors->items);
    if (!tensors->items)
        return false;
    if (rest)
        tensors->items[n++] = tensor_of(&spec->optimizer);
    for (size_t g = 0; g < groups->count; g++)
        tensors->items[n++] = tensor_of(&groups->items[g].node);
    return true;
}

/* Gives each group its own pieces, in rising order. */
static bool
deal(struct tensors *tensors, const struct piece *pieces, size_t count,
     struct arena *arena)
{
    struct piece *dealt = arena_alloc(arena, count, sizeof *dealt);

    if (!dealt)
        return false;
    for (size_t i = 0; i < count; i++)
        tensors->items[pieces[i].group].piece_count++;
    for (size_t g = 0; g < tensors->count; g++) {
        tensors->items[g].pieces = dealt;
        dealt += tensors->items[g].piece_count;
        tensors->items[g].piece_count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        struct tensor *tensor = &tensors->items[pieces[i].group];
        struct piece *own = (struct piece *)tensor->pieces;
        size_t n = tensor->piece_count;

        tensor->size += (size_t)(pieces[i].end - pieces[i].first);
        /* What follows on one another is one. */
        if (n > 0 && own[n - 1].end == pieces[i].first)
            own[n - 1].end = pieces[i].end;
        else
            own[tensor->piece_count++] = pieces[i];
    }
    return true;
}

/* `owner` is what the shape stands in. */
static bool
check_shape(const struct tensor *tensor, const struct integers *shape,
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
               (double)tensor->size ||
           error_at(error, place,
                    "must hold the group's %zu parameters, not %ld x %ld",
                    tensor->size, shape->values[0], shape->values[1]);
}

/* What an optimizer must be told of its groups, and of how many. */
static bool
check_groups(const struct spec *spec, bool rest, struct tensors *tensors,
             struct error *error)
{
    for (size_t g = 0; g < tensors->count; g++) {
        const struct group *group =
            rest && g == 0 ? NULL : &spec->param_groups.items[g - rest];
        const struct node *node = group ? &group->node : &spec->optimizer;
        const struct integers *shape = group ? &group->shape : &spec->shape;
        struct tensor *tensor = &tensors->items[g];

        const char *single = optimizer_single(node->kind, node->self);

        if (tensors->count > 1 && single)
            return error_at(error, node->place,
                            "must be the only group: of %s, %s",
                            node->kind->name, single);
        if (!check_shape(tensor, shape, node,
                         group ? group->params.parent : node->place, error))
            return false;
        if (shape->values)
            tensor->shape = (struct shape){(size_t)shape->values[0],
                                           (size_t)shape->values[1]};
    }
    return true;
}

bool
tensors_make(const struct spec *spec, size_t dim, struct arena *arena,
             struct tensors *tensors, struct error *error)
{
    const struct groups *groups = &spec->param_groups;
    struct piece *pieces;
    size_t count = 0;
    bool rest;

    if (dim == 0)
        return list(spec, groups->count == 0, tensors, arena) ||
               error_memory(error);
    pieces = pieces_make(spec, dim, &count, &rest, arena, error);
    if (!pieces)
        return false;
    if (!list(spec, rest, tensors, arena) ||
        !deal(tensors, pieces, count, arena))
        return error_memory(error);
    return check_groups(spec, rest, tensors, error);
}

size_t
tensor_state(const struct tensor *tensor)
{
    return optimizer_state(&tensor->optimizer->kind, tensor->self, tensor->size,
                           &tensor->shape);
}

bool
tensor_bind(struct tensor *tensor, size_t lanes, double *x, double *gradient,
            const double *lr, const double *momentum, struct arena *arena)
{
    size_t first = (size_t)tensor->pieces[0].first * lanes;
    size_t row = lanes * sizeof(double);
    bool apart = tensor->piece_count > 1;

    const struct kind *kind = &tensor->optimizer->kind;
    const struct shape *shape = &tensor->shape;
    size_t size = tensor->size;

    tensor->update = (struct update){
        .size = size,
        .lanes = lanes,
        .lr = lr,
        .base = &tensor->lr,
        .momentum = momentum,
        .gradient = gradient + first,
        .x = x + first,
        .state = arena_alloc(arena, tensor->vectors * size, row),
        .numbers = arena_alloc(
            arena, optimizer_numbers(kind, tensor->self, size, shape), row),
        .scratch = arena_alloc(
            arena, optimizer_scratch(kind, tensor->self, size, shape), row),
        .shape = *shape,
    };
    tensor->gathered = NULL;
    if (apart) {
        tensor->gathered = arena_alloc(arena, tensor->size, row);
        tensor->update.gradient = tensor->gathered;
        tensor->update.x = arena_alloc(arena, tensor->size, row);
    }
    return tensor->update.state && tensor->update.numbers &&
           tensor->update.scratch && tensor->update.x &&
           tensor->update.gradient;
}

/* Copies between the whole vector and a group's own. */
static void
gather(const struct tensor *tensor, size_t lanes, double *own,
       const double *whole)
{
    for (size_t i = 0; i < tensor->piece_count; i++) {
        const struct piece *piece = &tensor->pieces[i];
        size_t length = (size_t)(piece->end - piece->first) * lanes;

        memcpy(own, whole + (size_t)piece->first * lanes, length * sizeof *own);
        own += length;
    }
}

static void
scatter(const struct tensor *tensor, size_t lanes, const double *own,
        double *whole)
{
    for (size_t i = 0; i < tensor->piece_count; i++) {
        const struct piece *piece = &tensor->pieces[i];
        size_t length = (size_t)(piece->end - piece->first) * lanes;

        memcpy(whole + (size_t)piece->first * lanes, own, length * sizeof *own);
        own += length;
    }
}

void
tensor_step_gathered(struct tensor *tensor, double *x, const double *gradient)
{
    size_t lanes = tensor->update.lanes;

    gather(tensor, lanes, tensor->update.x, x);
    gather(tensor, lanes, tensor->gathered, gradient);
    tensor->optimizer->step(tensor->self, &tensor->update);
    scatter(tensor, lanes, tensor->update.x, x);
}

void
tensor_average(struct tensor *tensor, long t, const double *x, double *average)
{
    size_t lanes = tensor->update.lanes;
    double *own = tensor->gathered
                      ? tensor->gathered
                      : average + (size_t)tensor->pieces[0].first * lanes;

    tensor->update.t = t;
    gather(tensor, lanes, own, x);
    if (t > 0 && optimizer_averages(&tensor->optimizer->kind, tensor->self))
        tensor->optimizer->average(tensor->self, &tensor->update, own);
    if (tensor->gathered)
        scatter(tensor, lanes, own, average);
}
