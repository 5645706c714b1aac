/* tensor.c -- resolves param_groups, and steps one group. */
#include "simulate/tensor.h"

#include <stdlib.h>
#include <string.h>

static int
by_first(const void *a, const void *b)
{
    const struct piece *p = a, *q = b;

    return (p->first > q->first) - (p->first < q->first);
}

/* All ranges of all groups as pieces, numbered as listed. */
static struct piece *
listed_pieces(const struct groups *groups, size_t dim, size_t *count,
              struct arena *arena, struct error *error)
{
    struct piece *pieces;
    size_t n = 0;

    for (size_t g = 0; g < groups->count; g++)
        n += groups->items[g].range_count;
    pieces = arena_alloc(arena, n, sizeof *pieces);
    if (!pieces) {
        error_memory(error);
        return NULL;
    }
    *count = n;
    n = 0;
    for (size_t g = 0; g < groups->count; g++)
        for (size_t i = 0; i < groups->items[g].range_count; i++) {
            const struct group *group = &groups->items[g];
            long first = group->ranges[i].first, end = group->ranges[i].end;

            if (end == LONG_MAX)
                end = (long)dim;
            if (first >= (long)dim || end > (long)dim) {
                error_at(error, &group->params,
                         "must be indices below %zu, the number of "
                         "parameters, not %ld",
                         dim, first >= (long)dim ? first : end - 1);
                return NULL;
            }
            pieces[n++] = (struct piece){first, end, g};
        }
    qsort(pieces, n, sizeof *pieces, by_first);
    return pieces;
}

static bool
check_overlap(const struct groups *groups, const struct piece *pieces,
              size_t count, struct error *error)
{
    for (size_t i = 1; i < count; i++) {
        size_t g = pieces[i].group, before = pieces[i - 1].group;

        if (pieces[i].first >= pieces[i - 1].end)
            continue;
        if (g == before)
            return error_at(error, &groups->items[g].params,
                            "names parameter %ld twice", pieces[i].first);
        return error_at(error, &groups->items[g > before ? g : before].params,
                        "parameter %ld is in group %zu of the list already",
                        pieces[i].first, g > before ? before : g);
    }
    return true;
}

/* What lies between the pieces, as group 0; the others move up by one. */
static struct piece *
complete(const struct piece *pieces, size_t *count, size_t dim,
         struct arena *arena)
{
    struct piece *all = arena_alloc(arena, 2 * *count + 1, sizeof *all);
    size_t n = 0;
    long reached = 0;

    for (size_t i = 0; all && i <= *count; i++) {
        long first = i < *count ? pieces[i].first : (long)dim;

        if (first > reached)
            all[n++] = (struct piece){reached, first, 0};
        if (i < *count) {
            all[n] = pieces[i];
            all[n++].group++;
            reached = pieces[i].end;
        }
    }
    *count = n;
    return all;
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

        own[tensor->piece_count++] = pieces[i];
        tensor->size += (size_t)(pieces[i].end - pieces[i].first);
    }
    return true;
}

static struct tensor
tensor_of(const struct node *node)
{
    const struct optimizer *optimizer = optimizer_of(node->kind);

    return (struct tensor){
        .optimizer = optimizer,
        .self = node->self,
        .lr = kind_real(node->kind, node->self, "lr"),
        .vectors = optimizer->vectors(node->self),
    };
}

/* A group whose momentum is driven has one from the first update on. */
static bool
drive(struct tensor *tensor, const struct kind *kind, struct arena *arena)
{
    const struct parameter *row = row_find(kind, NULL, "momentum");
    char *self;

    if (!row)
        return true;
    self = arena_copy(arena, tensor->self, kind->size);
    if (!self)
        return false;
    *(double *)(void *)(self + row->offset) = 1;
    tensor->self = self;
    tensor->vectors = tensor->optimizer->vectors(self);
    return true;
}

bool
tensors_drive(struct tensors *tensors, const struct place *place,
              struct arena *arena, struct error *error)
{
    for (size_t g = 0; g < tensors->count; g++) {
        const struct kind *kind = &tensors->items[g].optimizer->kind;

        if (!row_find(kind, NULL, "momentum") && !row_find(kind, NULL, "betas"))
            return error_at(error, place,
                            "must be false: %s has neither momentum nor betas",
                            kind->name);
        if (!drive(&tensors->items[g], kind, arena))
            return error_memory(error);
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

bool
tensors_make(const struct spec *spec, size_t dim, struct arena *arena,
             struct tensors *tensors, struct error *error)
{
    const struct groups *groups = &spec->param_groups;
    struct piece *pieces;
    size_t count = 0, named = 0;

    if (dim == 0)
        return list(spec, groups->count == 0, tensors, arena) ||
               error_memory(error);
    pieces = listed_pieces(groups, dim, &count, arena, error);
    if (!pieces || !check_overlap(groups, pieces, count, error))
        return false;
    for (size_t i = 0; i < count; i++)
        named += (size_t)(pieces[i].end - pieces[i].first);
    if (named < dim)
        pieces = complete(pieces, &count, dim, arena);
    return (pieces && list(spec, named < dim, tensors, arena) &&
            deal(tensors, pieces, count, arena)) ||
           error_memory(error);
}

bool
tensor_bind(struct tensor *tensor, size_t lanes, double *x, double *gradient,
            const double *lr, const double *momentum, struct arena *arena)
{
    size_t first = (size_t)tensor->pieces[0].first * lanes;
    size_t row = lanes * sizeof(double);
    bool apart = tensor->piece_count > 1;

    tensor->update = (struct update){
        .size = tensor->size,
        .lanes = lanes,
        .lr = lr,
        .momentum = momentum,
        .gradient = gradient + first,
        .x = x + first,
        .state = arena_alloc(arena, tensor->vectors * tensor->size, row),
    };
    tensor->gathered = NULL;
    if (apart) {
        tensor->gathered = arena_alloc(arena, tensor->size, row);
        tensor->update.gradient = tensor->gathered;
        tensor->update.x = arena_alloc(arena, tensor->size, row);
    }
    return tensor->update.state && tensor->update.x && tensor->update.gradient;
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
