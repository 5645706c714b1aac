/* expand.c -- replaces the short forms in a document by their objects. */
#include <string.h>

#include "base/text.h"
#include "spec/document.h"
#include "spec/params.h"
#include "spec/short_form.h"

static bool expand_node(struct document *document, struct tree *value,
                        const struct parameter *row, struct place place,
                        struct error *error);

/* Where the type is the name of a call, puts in what it stands for: of amsgrad,
 * adam with amsgrad=true. */
static bool
expand_call(struct document *document, struct tree *node,
            const struct family *family, const struct kind *kind,
            struct error *error)
{
    struct tree *type = tree_member(node, "type"), *next;
    const char *call = kind_call(kind, type->text);
    struct text text = {.arena = document->arena};
    struct source *source;
    const struct tree *filled;

    if (!call)
        return true;
    text_string(&text, kind->name);
    call = strchr(call, '(');
    text_add(&text, call, strcspn(call, " "));
    source = document_source(document,
                             (struct source){.name = kind->name,
                                             .text = text_end(&text),
                                             .length = text.used,
                                             .composed = true},
                             error);
    if (!source || !source->text)
        return error_memory(error);
    filled =
        short_form_read(source, family, NULL, NULL, document->arena, error);
    for (struct tree *row = filled ? filled->child : NULL; row; row = next) {
        next = row->next;
        if (!tree_member(node, row->key))
            tree_append(node, row->key, row);
    }
    type->text = kind->name;
    return filled != NULL;
}

/* Expands the members that are nodes by the rows of the object's kind. */
static bool
expand_rows(struct document *document, struct tree *node,
            const struct kind *kind, const struct place *place,
            struct error *error)
{
    const struct parameter *row = kind->parameters;

    for (; row && row->name; row++) {
        struct tree *value = tree_member(node, row->name);
        struct place inner;
        size_t index = 0;

        if (!value ||
            (row->type != PARAMETER_NODE && row->type != PARAMETER_NODES &&
             row->type != PARAMETER_OBJECT))
            continue;
        inner = tree_place(value, place, 0);
        if (row->type == PARAMETER_OBJECT) {
            if (!expand_rows(document, value, row->family->kinds[0], &inner,
                             error))
                return false;
            continue;
        }
        if (!tree_is(value, TREE_LIST)) {
            if (!expand_node(document, value, row, inner, error))
                return false;
            continue;
        }
        for (struct tree *item = value->child; item; item = item->next)
            if (!expand_node(document, item, row,
                             tree_place(item, &inner, index++), error))
                return false;
    }
    return true;
}

static bool
expand_inside(struct document *document, struct tree *node,
              const struct family *family, const struct place *place,
              struct error *error)
{
    const struct tree *type = tree_member(node, "type");
    const struct kind *kind =
        tree_is(type, TREE_STRING) ? family_find(family, type->text) : NULL;

    return !kind || (expand_call(document, node, family, kind, error) &&
                     expand_rows(document, node, kind, place, error));
}

/* Where all nodes of a row are of one kind, objects need not name it. */
static bool
add_type(struct document *document, struct tree *object,
         const struct parameter *row, struct error *error)
{
    struct tree *type;

    if (row->type != PARAMETER_NODES || !row->range ||
        tree_member(object, "type"))
        return true;
    type =
        tree_new(document->arena, TREE_STRING, object->source, object->offset);
    if (!type)
        return error_memory(error);
    type->text = row->range;
    tree_append(object, "type", type);
    return true;
}

static bool
expand_node(struct document *document, struct tree *value,
            const struct parameter *row, struct place place,
            struct error *error)
{
    const struct family *family = document_family(document, row);
    struct place *kept;
    struct source *source;
    const struct tree *node;
    size_t key;

    if (tree_is(value, TREE_OBJECT))
        return add_type(document, value, row, error) &&
               expand_inside(document, value, family, &place, error);
    if (!tree_is(value, TREE_STRING))
        return true;
    kept = arena_alloc(document->arena, 1, sizeof *kept);
    source = document_source(document, (struct source){.within = kept}, error);
    if (!kept || !source)
        return error_memory(error);
    *kept = place;
    source->text = value->text;
    source->length = strlen(value->text);
    node = short_form_read(source, family, document_schedules(document),
                           row->extra, document->arena, error);
    if (!node)
        return false;
    key = value->key_offset;
    tree_replace(value, node);
    value->key_offset = key;
    return expand_inside(document, value, family, &place, error);
}

/* The schedules of groups, and their optimizers. */
static bool
expand_groups(struct document *document, const struct tree *owner,
              const struct parameter *owner_row, const struct place *place,
              struct error *error)
{
    const struct family *family = document_family(document, owner_row);
    const struct parameter *row = row_find(NULL, params_rows, "schedule");
    const struct tree *list = tree_member(owner, "param_groups");
    struct place there;
    size_t index = 0;

    if (!tree_is(list, TREE_LIST))
        return true;
    there = tree_place(list, place, 0);
    for (struct tree *item = list->child; item; item = item->next) {
        struct tree *schedule = tree_member(item, row->name);
        const struct place inner = tree_place(item, &there, index++);

        if (schedule && !expand_node(document, schedule, row,
                                     tree_place(schedule, &inner, 0), error))
            return false;
        if (tree_is(item, TREE_OBJECT) &&
            !expand_inside(document, item, family, &inner, error))
            return false;
    }
    return true;
}

bool
document_expand(struct document *document, struct error *error)
{
    for (const struct parameter *row = document->table; row->name; row++) {
        struct tree *value = tree_member(document->root, row->name);

        struct place place;
        size_t index = 0;

        if (!value)
            continue;
        place = tree_place(value, &document->place, 0);
        if (row->type == PARAMETER_NODE &&
            (!expand_node(document, value, row, place, error) ||
             !expand_groups(document, value, row, &place, error)))
            return false;
        if (row->type == PARAMETER_OBJECT && tree_is(value, TREE_OBJECT) &&
            !expand_rows(document, value, row->family->kinds[0], &place, error))
            return false;
        if (row->type != PARAMETER_OBJECTS || !tree_is(value, TREE_LIST))
            continue;
        for (struct tree *item = value->child; item; item = item->next) {
            const struct place inner = tree_place(item, &place, index++);

            if (!expand_rows(document, item, row->family->kinds[0], &inner,
                             error))
                return false;
        }
    }
    return document_hoist(document, error);
}
