/* load.c -- fills fields by the rows of a table: from the members of an object,
 * or from defaults. */
#include "spec/load.h"

#include <string.h>

#include "spec/load_node.h"
#include "spec/restart.h"
#include "syntax/json.h"

bool
load_check_members(struct loader *loader, const struct kind *kind,
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
            return unknown_key(loader, name, &key);
        if (!special && !row_find(kind, rows, name))
            return unknown_parameter(kind, rows, name, &key, loader->arena,
                                     loader->error);
        for (const struct tree *other = object->child; other != member;
             other = other->next)
            if (strcmp(other->key, name) == 0)
                return error_at(loader->error, &key, "is given twice");
    }
    return true;
}

struct place *
load_places(struct loader *loader, const struct parameter *rows,
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

/* A default is loaded like a value that is given. */
static bool
load_default(struct loader *loader, const struct parameter *row, void *owner,
             const struct place *place)
{
    const struct tree *value;

    if (!row->default_text)
        return error_at(loader->error, place, "is missing: %s", row->meaning);
    value = json_constant(row->default_text, loader->arena);
    return value ? load_row(loader, row, owner, value, place)
                 : error_memory(loader->error);
}

bool
load_member(struct loader *loader, const struct parameter *row, void *owner,
            const struct tree *object, const struct place *place, bool defaults)
{
    const struct tree *value = tree_member(object, row->name);

    if (defaults && length_is_open(row, object))
        return length_fill(loader, row, owner, place);
    if (value)
        return load_row(loader, row, owner, value, place);
    return !defaults || load_default(loader, row, owner, place);
}

/* The rows that are nodes, or those that are not; groups need their node, and
 * load_extra() loads them. */
static bool
load_some(struct loader *loader, const struct parameter *rows,
          const struct place *places, void *owner, const struct tree *object,
          bool defaults, bool nodes)
{
    for (size_t i = 0; rows && rows[i].name; i++) {
        enum parameter_type type = rows[i].type;

        if (type == PARAMETER_GROUPS ||
            nodes != (type == PARAMETER_NODE || type == PARAMETER_NODES ||
                      type == PARAMETER_OBJECTS))
            continue;
        if (!load_member(loader, &rows[i], owner, object, &places[i], defaults))
            return false;
    }
    return true;
}

/* Nodes are last: how long they are follows from the others. */
bool
load_given(struct loader *loader, const struct parameter *rows,
           const struct place *places, void *owner, const struct tree *object,
           bool defaults)
{
    return load_some(loader, rows, places, owner, object, defaults, false) &&
           load_some(loader, rows, places, owner, object, defaults, true);
}

bool
load_rows(struct loader *loader, const struct parameter *rows, void *owner,
          const struct tree *object, const struct place *place)
{
    struct place *places;

    if (object && !load_check_members(loader, NULL, rows, object, place))
        return false;
    places = load_places(loader, rows, object, place);
    return places && load_given(loader, rows, places, owner, object, true);
}

bool
load_row(struct loader *loader, const struct parameter *row, void *owner,
         const struct tree *value, const struct place *place)
{
    const struct span span = loader->span;
    void *field = (char *)owner + row->offset;
    const struct family *family;
    const char *type;
    bool done;

    if (row->type == PARAMETER_OBJECT)
        return load_object(loader, row, field, value, place);
    if (row->type == PARAMETER_OBJECTS)
        return restart_load(loader, row, field, value, place);
    if (row->type == PARAMETER_NODES)
        return load_nodes(loader, row, field, value, place);
    if (row->type != PARAMETER_NODE)
        return load_value(loader, row, owner, value, place);
    if (tree_is(value, TREE_NULL) && row->default_text &&
        strcmp(row->default_text, "null") == 0)
        return load_extra(loader, field, row->extra, owner, NULL, place);
    if (!row_default_type(row, loader->arena, &type))
        return error_memory(loader->error);
    family = document_family(loader->document, row);
    loader->span = length_part(loader, family, 0);
    done =
        load_node(loader, family, type, row->extra, owner, value, place, field);
    loader->span = span;
    return done;
}
