/* load.c -- objects: rows, nodes with a type, and parameter groups. */
#include "spec/load.h"

#include <assert.h>
#include <string.h>

#include "spec/params.h"
#include "spec/spec.h"
#include "syntax/json.h"

/* Refuses members that are no rows, and those given twice. */
static bool
check_members(struct loader *loader, const struct kind *kind,
              const struct parameter *rows, const struct tree *object,
              const struct place *place)
{
    for (const struct tree *member = object->child; member;
         member = member->next) {
        struct place key = tree_key_place(member, place);
        const char *name = member->key;
        bool special = kind            ? strcmp(name, "type") == 0
                       : place->parent ? false
                                       : strcmp(name, "$schema") == 0;

        if (!special && rows == spec_table && !row_find(NULL, rows, name))
            return load_unknown_key(loader, name, &key);
        if (!special && !row_find(kind, rows, name))
            return unknown_parameter(kind, rows, name, &key, loader->error);
        for (const struct tree *other = object->child; other != member;
             other = other->next)
            if (strcmp(other->key, name) == 0)
                return error_at(loader->error, &key, "is given twice");
    }
    return true;
}

/* Arena places, one a row: where its value stands, or where it would. */
static struct place *
row_places(struct loader *loader, const struct parameter *rows,
           const struct tree *object, const struct place *place)
{
    size_t count = 0;
    struct place *places;

    while (rows && rows[count].name)
        count++;
    places = arena_alloc(loader->arena, count, sizeof *places);
    for (size_t i = 0; places && i < count; i++) {
        const struct tree *value = tree_member(object, rows[i].name);

        places[i] = value
                        ? tree_place(value, place, 0)
                        : (struct place){.parent = place, .name = rows[i].name};
    }
    if (!places)
        error_memory(loader->error);
    return places;
}

static bool load_row(struct loader *loader, const struct parameter *row,
                     void *owner, const struct tree *value,
                     const struct place *place);

/* What a row is without a value: its default, by the same way. */
static bool
load_default(struct loader *loader, const struct parameter *row, void *owner,
             const struct place *place)
{
    const struct tree *value;

    if (!row->standard)
        return error_at(loader->error, place, "is missing: %s", row->meaning);
    value = json_constant(row->standard, loader->arena);
    return value ? load_row(loader, row, owner, value, place)
                 : error_memory(loader->error);
}

static bool
load_given(struct loader *loader, const struct parameter *rows,
           const struct place *places, void *owner, const struct tree *object,
           bool defaults)
{
    for (size_t i = 0; rows && rows[i].name; i++) {
        const struct tree *value = tree_member(object, rows[i].name);

        /* Groups need the node that they vary: load_node() comes to them. */
        if (rows[i].type == PARAMETER_GROUPS)
            continue;
        if (value ? !load_row(loader, &rows[i], owner, value, &places[i])
                  : defaults &&
                        !load_default(loader, &rows[i], owner, &places[i]))
            return false;
    }
    return true;
}

bool
load_rows(struct loader *loader, const struct parameter *rows, void *owner,
          const struct tree *object, const struct place *place)
{
    struct place *places;

    if (object && !check_members(loader, NULL, rows, object, place))
        return false;
    places = row_places(loader, rows, object, place);
    return places && load_given(loader, rows, places, owner, object, true);
}

/* The kind of an object: what its type names, or else the default's. */
static const struct kind *
node_kind(struct loader *loader, const struct family *family,
          const char *standard, const struct tree *object,
          const struct place *place)
{
    const struct tree *type = tree_member(object, "type");
    const struct kind *kind;
    struct place there;

    if (!type) {
        kind = standard ? family_find(family, standard) : NULL;
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
        unknown_kind(family, type->text, &there, loader->error);
    return kind;
}

static bool
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

/* The rows in a node's object that belong to its owner. */
static bool
load_extra(struct loader *loader, const struct node *node,
           const struct parameter *extra, void *owner,
           const struct tree *object, const struct place *place)
{
    struct place *places = row_places(loader, extra, object, place);

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

bool
load_node(struct loader *loader, const struct family *family,
          const char *standard, const struct parameter *extra, void *owner,
          const struct tree *value, const struct place *place,
          struct node *node)
{
    if (!tree_is(value, TREE_OBJECT))
        return error_at(loader->error, place,
                        "must be an object or a string in the short form, "
                        "not %s",
                        tree_quote(value).text);
    node->place = place;
    node->arena = loader->arena;
    node->kind = node_kind(loader, family, standard, value, place);
    if (!node->kind || !check_members(loader, node->kind, extra, value, place))
        return false;
    node->self = arena_alloc(loader->arena, 1, node->kind->size);
    node->places = row_places(loader, node->kind->parameters, value, place);
    if (!node->self || !node->places)
        return error_memory(loader->error);
    return load_given(loader, node->kind->parameters, node->places, node->self,
                      value, true) &&
           check_node(family, node, loader->error) &&
           load_extra(loader, node, extra, owner, value, place);
}

bool
row_standard_type(const struct parameter *row, struct arena *arena,
                  const char **name)
{
    const struct tree *value, *type;

    *name = NULL;
    if (!row->standard)
        return true;
    value = json_constant(row->standard, arena);
    type = tree_member(value, "type");
    if (tree_is(type, TREE_STRING))
        *name = type->text;
    return value != NULL;
}

static bool
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
        if (!load_node(loader, family, NULL, NULL, NULL, item, there,
                       &nodes->items[i]))
            return false;
    }
    return true;
}

/* An object whose kind its row knows. */
static bool
load_object(struct loader *loader, const struct parameter *row,
            struct node *node, const struct tree *value,
            const struct place *place)
{
    bool null = row_interval(row).null;

    if (tree_is(value, TREE_NULL) && null)
        return true;
    if (!tree_is(value, TREE_OBJECT))
        return error_at(loader->error, place, "must be an object%s, not %s",
                        null ? " or null" : "", tree_quote(value).text);
    node->kind = row->family->kinds[0];
    node->place = place;
    node->arena = loader->arena;
    node->self = arena_alloc(loader->arena, 1, node->kind->size);
    node->places = row_places(loader, node->kind->parameters, value, place);
    if (!node->self || !node->places)
        return error_memory(loader->error);
    if (!check_members(loader, NULL, node->kind->parameters, value, place))
        return false;
    return load_given(loader, node->kind->parameters, node->places, node->self,
                      value, true) &&
           (!node->kind->check || node->kind->check(node, loader->error));
}

static bool
load_row(struct loader *loader, const struct parameter *row, void *owner,
         const struct tree *value, const struct place *place)
{
    void *field = (char *)owner + row->offset;
    const char *type;

    if (row->type == PARAMETER_OBJECT)
        return load_object(loader, row, field, value, place);
    if (row->type == PARAMETER_NODES)
        return load_nodes(loader, row, field, value, place);
    if (row->type != PARAMETER_NODE)
        return load_value(loader, row, owner, value, place);
    if (tree_is(value, TREE_NULL) && row->standard &&
        strcmp(row->standard, "null") == 0)
        return load_extra(loader, field, row->extra, owner, NULL, place);
    if (!row_standard_type(row, loader->arena, &type))
        return error_memory(loader->error);
    return load_node(loader, document_family(loader->document, row), type,
                     row->extra, owner, value, place, field);
}

bool
load_group(struct loader *loader, const struct node *base,
           const struct tree *value, const struct place *place,
           struct group *group)
{
    const struct kind *kind = base->kind;
    const struct tree *type;

    if (!tree_is(value, TREE_OBJECT))
        return error_at(loader->error, place, "must be an object, not %s",
                        tree_quote(value).text);
    group->node =
        (struct node){.kind = kind, .place = place, .arena = loader->arena};
    if (!check_members(loader, kind, params_rows, value, place))
        return false;
    type = tree_member(value, "type");
    if (type) {
        struct place key = tree_key_place(type, place);

        return error_at(loader->error, &key,
                        "a group must not have a type of its own");
    }
    group->node.self = arena_alloc(loader->arena, 1, kind->size);
    group->node.places = row_places(loader, kind->parameters, value, place);
    if (!group->node.self || !group->node.places)
        return error_memory(loader->error);
    memcpy(group->node.self, base->self, kind->size);
    for (size_t i = 0; kind->parameters && kind->parameters[i].name; i++)
        if (tree_member(value, kind->parameters[i].name))
            group->named |= (uint64_t)1 << i;
    return load_given(loader, kind->parameters, group->node.places,
                      group->node.self, value, false) &&
           (!kind->check || kind->check(&group->node, loader->error)) &&
           load_params(loader, value, place, group);
}
