/* load_group.c -- loads param_groups: each entry is the optimizer with some
 * other values. */
#include <string.h>

#include "spec/load_node.h"
#include "spec/params.h"

/* An optimizer of its own, which inherits nothing. */
static bool
load_typed_group(struct loader *loader, const struct tree *value,
                 const struct place *place, struct group *group)
{
    const struct document *document = loader->document;
    const struct parameter *row = row_find(NULL, document->table, "optimizer");

    group->typed = true;
    group->named = UINT64_MAX;
    return load_typed(loader, document_family(document, row), NULL, params_rows,
                      value, place, &group->node) &&
           load_params(loader, value, place, group);
}

/* Copies `base`, and loads the values that the entry has. */
static bool
load_group(struct loader *loader, const struct node *base,
           const struct tree *value, const struct place *place,
           struct group *group)
{
    const struct kind *kind = base->kind;
    const struct tree *own;

    if (!tree_is(value, TREE_OBJECT))
        return error_at(loader->error, place, "must be an object, not %s",
                        tree_quote(value).text);
    if (tree_member(value, "type"))
        return load_typed_group(loader, value, place, group);
    if (!load_check_members(loader, kind, params_rows, value, place))
        return false;
    own = kind->constructor_only ? tree_member(value, kind->constructor_only)
                                 : NULL;
    if (own) {
        struct place key = tree_key_place(own, place);

        return error_at(loader->error, &key,
                        "must be set on the optimizer: %s reads it in its "
                        "constructor alone, not in a group",
                        kind->symbol);
    }
    if (!load_begin(loader, kind, value, place, &group->node))
        return false;
    memcpy(group->node.self, base->self, kind->size);
    for (size_t i = 0; kind->parameters && kind->parameters[i].name; i++)
        if (tree_member(value, kind->parameters[i].name))
            group->named |= (uint64_t)1 << i;
    return load_given(loader, kind->parameters, group->node.places,
                      group->node.self, value, false) &&
           (!kind->check || kind->check(&group->node, loader->error)) &&
           load_params(loader, value, place, group);
}

bool
load_groups(struct loader *loader, const struct node *base,
            const struct parameter *row, void *owner, const struct tree *value,
            const struct place *place)
{
    struct groups *groups = (void *)((char *)owner + row->offset);
    size_t i = 0;

    if (tree_is(value, TREE_NULL))
        return true;
    if (!tree_is(value, TREE_LIST) || !value->child)
        return error_at(loader->error, place,
                        "must be a list of objects, not %s",
                        tree_quote(value).text);
    groups->count = value->count;
    groups->items =
        arena_alloc(loader->arena, groups->count, sizeof *groups->items);
    if (!groups->items)
        return error_memory(loader->error);
    for (const struct tree *item = value->child; item; item = item->next, i++) {
        struct place *there = arena_alloc(loader->arena, 1, sizeof *there);

        if (!there)
            return error_memory(loader->error);
        *there = tree_place(item, place, i);
        if (!load_group(loader, base, item, there, &groups->items[i]))
            return false;
    }
    return true;
}
