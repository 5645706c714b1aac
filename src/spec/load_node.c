/* load_node.c -- loads objects with a type, and lists of them. */
#include "spec/load_node.h"

#include <string.h>

#include "syntax/json.h"

bool
load_begin(struct loader *loader, const struct kind *kind,
           const struct tree *value, const struct place *place,
           struct node *node)
{
    *node = (struct node){
        .kind = kind,
        .self = arena_alloc(loader->arena, 1, kind->size),
        .place = place,
        .places = load_places(loader, kind->parameters, value, place),
        .arena = loader->arena,
    };
    return (node->self && node->places) || error_memory(loader->error);
}

/* The kind that an object's type names, or else the default type. */
static const struct kind *
node_kind(struct loader *loader, const struct family *family,
          const char *default_type, const struct tree *object,
          const struct place *place)
{
    const struct tree *type = tree_member(object, "type");
    const struct kind *kind;
    struct place there;

    if (!type) {
        kind = default_type ? family_find(family, default_type) : NULL;
        if (!kind)
            error_at(loader->error, place,
                     "must have a \"type\"; `lrsim list %s` shows all",
                     family->plural);
        return kind;
    }
    there = tree_place(type, place, 0);
    if (!tree_is(type, TREE_STRING)) {
        error_at(loader->error, &there, "must be a string, not %s",
                 tree_quote(type).text);
        return NULL;
    }
    kind = family_find(family, type->text);
    if (!kind)
        unknown_kind(family, type->text, &there, loader->arena, loader->error);
    return kind;
}

bool
load_extra(struct loader *loader, const struct node *node,
           const struct parameter *extra, void *owner,
           const struct tree *object, const struct place *place)
{
    struct place *places = load_places(loader, extra, object, place);

    if (!places || !load_given(loader, extra, places, owner, object, true))
        return false;
    for (size_t i = 0; extra && extra[i].name; i++) {
        const struct tree *value = tree_member(object, extra[i].name);

        if (value && extra[i].type == PARAMETER_GROUPS &&
            !load_groups(loader, node, &extra[i], owner, value, &places[i]))
            return false;
    }
    return true;
}

static bool
check_node(const struct family *family, const struct node *node,
           struct error *error)
{
    return (!node->kind->check || node->kind->check(node, error)) &&
           (!family->check || family->check(node, error));
}

/* Whether the kind's counts are of epochs in this object. */
static bool
counts_epochs(const struct kind *kind, const struct tree *object)
{
    const struct parameter *row =
        kind->epochs ? row_find(kind, NULL, kind->epochs) : NULL;
    const struct tree *value = row ? tree_member(object, row->name) : NULL;

    return value ? value->truth : row && strcmp(row->default_text, "true") == 0;
}

/* The kind's own rows, by the span that is the node's. */
static bool
load_inside(struct loader *loader, const struct family *family,
            struct node *node, const struct tree *value)
{
    const struct span span = loader->span;
    const struct node *holder = loader->holder;
    bool done;

    if (!family->begin)
        loader->holder = NULL;
    else if (!holder)
        loader->span = loader->schedule;
    if (family->begin)
        loader->holder = node;
    node->steps_per_epoch =
        loader->span.epoch != INTEGER_NULL ? loader->span.epoch : 1;
    if (node->kind->sequence)
        loader->span.whole = loader->span.left;
    if (counts_epochs(node->kind, value))
        loader->span = length_in_epochs(&loader->span);
    done = load_given(loader, node->kind->parameters, node->places, node->self,
                      value, true);
    if (done)
        length_correct(loader, family, node, value);
    loader->span = span;
    loader->holder = holder;
    return done;
}

bool
load_typed(struct loader *loader, const struct family *family,
           const char *default_type, const struct parameter *extra,
           const struct tree *value, const struct place *place,
           struct node *node)
{
    const struct kind *kind;

    if (!tree_is(value, TREE_OBJECT))
        return error_at(loader->error, place,
                        "must be an object or a string in the short form, "
                        "not %s",
                        tree_quote(value).text);
    kind = node_kind(loader, family, default_type, value, place);
    return kind && load_check_members(loader, kind, extra, value, place) &&
           load_begin(loader, kind, value, place, node) &&
           load_inside(loader, family, node, value) &&
           check_node(family, node, loader->error);
}

bool
load_node(struct loader *loader, const struct family *family,
          const char *default_type, const struct parameter *extra, void *owner,
          const struct tree *value, const struct place *place,
          struct node *node)
{
    return load_typed(loader, family, default_type, extra, value, place,
                      node) &&
           load_extra(loader, node, extra, owner, value, place);
}

bool
row_default_type(const struct parameter *row, struct arena *arena,
                 const char **name)
{
    const struct tree *value, *type;

    *name = NULL;
    if (!row->default_text)
        return true;
    value = json_constant(row->default_text, arena);
    type = tree_member(value, "type");
    if (tree_is(type, TREE_STRING))
        *name = type->text;
    return value != NULL;
}

/* Part i of the holder. */
static bool
load_part(struct loader *loader, const struct family *family, size_t i,
          const struct tree *value, const struct place *place,
          struct node *node)
{
    const struct span span = loader->span;
    bool done, follows = loader->reached && i > 0;

    loader->span = length_part(loader, family, i);
    /* Nothing can follow what reaches the end. */
    if (follows && loader->span.left < 1)
        done = error_at(loader->error, place,
                        "would begin at step %ld, where the part before it "
                        "ends with the whole: give that part a length",
                        loader->span.begin);
    else {
        loader->reached = false;
        done = load_node(loader, family, NULL, NULL, NULL, value, place, node);
    }
    loader->span = span;
    return done;
}

bool
load_nodes(struct loader *loader, const struct parameter *row,
           struct nodes *nodes, const struct tree *value,
           const struct place *place)
{
    const struct family *family = document_family(loader->document, row);
    size_t i = 0;

    if (!tree_is(value, TREE_LIST) || !value->child)
        return error_at(loader->error, place, "must be a list of %s, not %s",
                        family->plural, tree_quote(value).text);
    nodes->count = value->count;
    nodes->items =
        arena_alloc(loader->arena, nodes->count, sizeof *nodes->items);
    if (!nodes->items)
        return error_memory(loader->error);
    for (const struct tree *item = value->child; item; item = item->next, i++) {
        struct place *there = arena_alloc(loader->arena, 1, sizeof *there);

        if (!there)
            return error_memory(loader->error);
        *there = tree_place(item, place, i);
        if (!load_part(loader, family, i, item, there, &nodes->items[i]))
            return false;
    }
    return true;
}

bool
load_object(struct loader *loader, const struct parameter *row,
            struct node *node, const struct tree *value,
            const struct place *place)
{
    const struct kind *kind = row->family->kinds[0];
    bool null = row_interval(row).null;

    if (tree_is(value, TREE_NULL) && null)
        return true;
    if (!tree_is(value, TREE_OBJECT))
        return error_at(loader->error, place, "must be an object%s, not %s",
                        null ? " or null" : "", tree_quote(value).text);
    return load_check_members(loader, NULL, kind->parameters, value, place) &&
           load_begin(loader, kind, value, place, node) &&
           load_given(loader, kind->parameters, node->places, node->self, value,
                      true) &&
           (!kind->check || kind->check(node, loader->error));
}
