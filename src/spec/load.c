/* load.c -- objects: rows, nodes with a type, and parameter groups. */
#include "spec/load.h"

#include <assert.h>
#include <string.h>

#include "spec/params.h"
#include "spec/spec.h"

/* Refuses members that are no rows, and those given twice. */
static bool
check_members(struct loader *loader, const struct kind *kind,
              const struct parameter *rows, const cJSON *object,
              const struct place *place)
{
    for (const cJSON *member = object->child; member; member = member->next) {
        struct place key = document_key_place(loader->document, place, member);
        const char *name = member->string;
        bool special = kind            ? strcmp(name, "type") == 0
                       : place->parent ? false
                                       : strcmp(name, "$schema") == 0;

        if (!special && rows == spec_table && !row_find(NULL, rows, name))
            return load_unknown_key(loader, name, &key);
        if (!special && !row_find(kind, rows, name))
            return unknown_parameter(kind, rows, name, &key, loader->error);
        for (const cJSON *other = object->child; other != member;
             other = other->next)
            if (strcmp(other->string, name) == 0)
                return error_at(loader->error, &key, "is given twice");
    }
    return true;
}

/* Arena places, one a row: where its value stands, or where it would. */
static struct place *
row_places(struct loader *loader, const struct parameter *rows,
           const cJSON *object, const struct place *place)
{
    size_t count = 0;
    struct place *places;

    while (rows && rows[count].name)
        count++;
    places = arena_alloc(loader->arena, count, sizeof *places);
    for (size_t i = 0; places && i < count; i++) {
        const cJSON *value =
            cJSON_GetObjectItemCaseSensitive(object, rows[i].name);

        places[i] = value
                        ? document_place(loader->document, place, value, 0)
                        : (struct place){.parent = place, .name = rows[i].name};
    }
    if (!places)
        error_memory(loader->error);
    return places;
}

static bool load_row(struct loader *loader, const struct parameter *row,
                     void *owner, const cJSON *value,
                     const struct place *place);

/* What a row is without a value: its default, by the same way. */
static bool
load_default(struct loader *loader, const struct parameter *row, void *owner,
             const struct place *place)
{
    cJSON *value;
    bool done;

    if (!row->standard)
        return error_at(loader->error, place, "is missing: %s", row->meaning);
    value = cJSON_Parse(row->standard);
    if (!value)
        return error_memory(loader->error);
    done = load_row(loader, row, owner, value, place);
    cJSON_Delete(value);
    return done;
}

static bool
load_given(struct loader *loader, const struct parameter *rows,
           const struct place *places, void *owner, const cJSON *object,
           bool defaults)
{
    for (size_t i = 0; rows && rows[i].name; i++) {
        const cJSON *value =
            cJSON_GetObjectItemCaseSensitive(object, rows[i].name);

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
          const cJSON *object, const struct place *place)
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
          const char *standard, const cJSON *object, const struct place *place)
{
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(object, "type");
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
    there = place->source ? document_place(loader->document, place, type, 0)
                          : (struct place){.parent = place, .name = "type"};
    if (!cJSON_IsString(type)) {
        error_at(loader->error, &there, "must be a string, not %s",
                 json_found(type).text);
        return NULL;
    }
    kind = family_find(family, type->valuestring);
    if (!kind)
        unknown_kind(family, type->valuestring, &there, loader->error);
    return kind;
}

static bool
load_groups(struct loader *loader, const struct node *base,
            const struct parameter *row, void *owner, const cJSON *value,
            const struct place *place)
{
    struct groups *groups = (void *)((char *)owner + row->offset);
    size_t i = 0;

    if (cJSON_IsNull(value))
        return true;
    if (!cJSON_IsArray(value) || !value->child)
        return error_at(loader->error, place,
                        "must be a list of objects, not %s",
                        json_found(value).text);
    groups->count = (size_t)cJSON_GetArraySize(value);
    groups->items =
        arena_alloc(loader->arena, groups->count, sizeof *groups->items);
    if (!groups->items)
        return error_memory(loader->error);
    for (const cJSON *item = value->child; item; item = item->next, i++) {
        struct place *there = arena_alloc(loader->arena, 1, sizeof *there);

        if (!there)
            return error_memory(loader->error);
        *there = document_place(loader->document, place, item, i);
        if (!load_group(loader, base, item, there, &groups->items[i]))
            return false;
    }
    return true;
}

/* The rows in a node's object that belong to its owner. */
static bool
load_extra(struct loader *loader, const struct node *node,
           const struct parameter *extra, void *owner, const cJSON *object,
           const struct place *place)
{
    struct place *places = row_places(loader, extra, object, place);

    if (!places || !load_given(loader, extra, places, owner, object, true))
        return false;
    for (size_t i = 0; extra && extra[i].name; i++) {
        const cJSON *value =
            cJSON_GetObjectItemCaseSensitive(object, extra[i].name);

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
          const cJSON *value, const struct place *place, struct node *node)
{
    if (!cJSON_IsObject(value))
        return error_at(loader->error, place,
                        "must be an object or a string in the short form, "
                        "not %s",
                        json_found(value).text);
    node->place = place;
    node->arena = loader->arena;
    node->kind = node_kind(loader, family, standard, value, place);
    if (!node->kind || (place->source && !check_members(loader, node->kind,
                                                        extra, value, place)))
        return false;
    node->self = arena_alloc(loader->arena, 1, node->kind->size);
    node->places = row_places(loader, node->kind->parameters,
                              place->source ? value : NULL, place);
    if (!node->self || !node->places)
        return error_memory(loader->error);
    return load_given(loader, node->kind->parameters, node->places, node->self,
                      value, true) &&
           check_node(family, node, loader->error) &&
           load_extra(loader, node, extra, owner, place->source ? value : NULL,
                      place);
}

/* The type that a row's default names, for objects that name none; NULL:
 * there is none. */
static bool
standard_type(struct loader *loader, const struct parameter *row,
              const char **name)
{
    cJSON *value;
    const cJSON *type;

    *name = NULL;
    if (!row->standard)
        return true;
    value = cJSON_Parse(row->standard);
    type = cJSON_GetObjectItemCaseSensitive(value, "type");
    if (cJSON_IsString(type))
        *name = arena_copy(loader->arena, type->valuestring,
                           strlen(type->valuestring));
    if (!value || (type && !*name))
        error_memory(loader->error);
    cJSON_Delete(value);
    return loader->error->status == STATUS_DONE;
}

static bool
load_nodes(struct loader *loader, const struct parameter *row,
           struct nodes *nodes, const cJSON *value, const struct place *place)
{
    const struct family *family = document_family(loader->document, row);
    size_t i = 0;

    if (!cJSON_IsArray(value) || !value->child)
        return error_at(loader->error, place, "must be a list of %s, not %s",
                        family->plural, json_found(value).text);
    nodes->count = (size_t)cJSON_GetArraySize(value);
    nodes->items =
        arena_alloc(loader->arena, nodes->count, sizeof *nodes->items);
    if (!nodes->items)
        return error_memory(loader->error);
    for (const cJSON *item = value->child; item; item = item->next, i++) {
        struct place *there = arena_alloc(loader->arena, 1, sizeof *there);

        if (!there)
            return error_memory(loader->error);
        *there = document_place(loader->document, place, item, i);
        if (!load_node(loader, family, NULL, NULL, NULL, item, there,
                       &nodes->items[i]))
            return false;
    }
    return true;
}

/* An object whose kind its row knows. */
static bool
load_object(struct loader *loader, const struct parameter *row,
            struct node *node, const cJSON *value, const struct place *place)
{
    bool null = row_interval(row).null;

    if (cJSON_IsNull(value) && null)
        return true;
    if (!cJSON_IsObject(value))
        return error_at(loader->error, place, "must be an object%s, not %s",
                        null ? " or null" : "", json_found(value).text);
    node->kind = row->family->kinds[0];
    node->place = place;
    node->arena = loader->arena;
    node->self = arena_alloc(loader->arena, 1, node->kind->size);
    node->places = row_places(loader, node->kind->parameters, value, place);
    if (!node->self || !node->places)
        return error_memory(loader->error);
    if (place->source &&
        !check_members(loader, NULL, node->kind->parameters, value, place))
        return false;
    return load_given(loader, node->kind->parameters, node->places, node->self,
                      value, true) &&
           (!node->kind->check || node->kind->check(node, loader->error));
}

static bool
load_row(struct loader *loader, const struct parameter *row, void *owner,
         const cJSON *value, const struct place *place)
{
    void *field = (char *)owner + row->offset;
    const char *type;

    if (row->type == PARAMETER_OBJECT)
        return load_object(loader, row, field, value, place);
    if (row->type == PARAMETER_NODES)
        return load_nodes(loader, row, field, value, place);
    if (row->type != PARAMETER_NODE)
        return load_value(loader, row, owner, value, place);
    if (cJSON_IsNull(value) && row->standard &&
        strcmp(row->standard, "null") == 0)
        return load_extra(loader, field, row->extra, owner, NULL, place);
    return standard_type(loader, row, &type) &&
           load_node(loader, document_family(loader->document, row), type,
                     row->extra, owner, value, place, field);
}

bool
load_group(struct loader *loader, const struct node *base, const cJSON *value,
           const struct place *place, struct group *group)
{
    const struct kind *kind = base->kind;
    const cJSON *type;

    if (!cJSON_IsObject(value))
        return error_at(loader->error, place, "must be an object, not %s",
                        json_found(value).text);
    group->node =
        (struct node){.kind = kind, .place = place, .arena = loader->arena};
    if (!check_members(loader, kind, params_rows, value, place))
        return false;
    type = cJSON_GetObjectItemCaseSensitive(value, "type");
    if (type) {
        struct place key = document_key_place(loader->document, place, type);

        return error_at(loader->error, &key,
                        "a group must not have a type of its own");
    }
    group->node.self = arena_alloc(loader->arena, 1, kind->size);
    group->node.places = row_places(loader, kind->parameters, value, place);
    if (!group->node.self || !group->node.places)
        return error_memory(loader->error);
    memcpy(group->node.self, base->self, kind->size);
    for (size_t i = 0; kind->parameters && kind->parameters[i].name; i++)
        if (cJSON_GetObjectItemCaseSensitive(value, kind->parameters[i].name))
            group->named |= (uint64_t)1 << i;
    return load_given(loader, kind->parameters, group->node.places,
                      group->node.self, value, false) &&
           (!kind->check || kind->check(&group->node, loader->error)) &&
           load_params(loader, value, place, group);
}
