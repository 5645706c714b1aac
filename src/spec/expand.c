/* expand.c -- short forms inside a document become the objects they mean. */
#include <string.h>

#include "spec/document.h"
#include "spec/short_form.h"

static bool expand_node(struct document *document, cJSON *parent, cJSON *value,
                        const struct parameter *row, struct place place,
                        struct error *error);

/* The nodes inside an object: those that the rows of its kind tell. */
static bool
expand_inside(struct document *document, cJSON *node,
              const struct family *family, const struct place *place,
              struct error *error)
{
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(node, "type");
    const struct kind *kind =
        cJSON_IsString(type) ? family_find(family, type->valuestring) : NULL;
    const struct parameter *row = kind ? kind->parameters : NULL;

    for (; row && row->name; row++) {
        cJSON *value = cJSON_GetObjectItemCaseSensitive(node, row->name);
        struct place inner;
        size_t index = 0;

        if (!value || !row->family || row->type == PARAMETER_OBJECT)
            continue;
        inner = document_place(document, place, value, 0);
        if (!cJSON_IsArray(value)) {
            if (!expand_node(document, node, value, row, inner, error))
                return false;
            continue;
        }
        for (cJSON *item = value->child, *next; item; item = next) {
            next = item->next;
            if (!expand_node(document, value, item, row,
                             document_place(document, &inner, item, index++),
                             error))
                return false;
        }
    }
    return true;
}

static bool
expand_node(struct document *document, cJSON *parent, cJSON *value,
            const struct parameter *row, struct place place,
            struct error *error)
{
    const struct family *family = document_family(document, row);
    struct place *kept;
    struct source *source;
    cJSON *node;

    if (cJSON_IsObject(value))
        return expand_inside(document, value, family, &place, error);
    if (!cJSON_IsString(value))
        return true;
    kept = arena_alloc(document->arena, 1, sizeof *kept);
    source = document_source(document, (struct source){.within = kept}, error);
    if (!kept || !source)
        return error_memory(error);
    *kept = place;
    source->length = strlen(value->valuestring);
    source->text =
        arena_copy(document->arena, value->valuestring, source->length);
    if (!source->text)
        return error_memory(error);
    node = short_form_read(source, family, row->extra, &document->positions,
                           error);
    if (!node)
        return false;
    document->positions.items[node->valueint].key =
        positions_of(&document->positions, value)->key;
    json_replace(parent, value, node);
    return expand_inside(document, node, family, &place, error);
}

bool
document_expand(struct document *document, struct error *error)
{
    for (const struct parameter *row = document->table; row->name; row++) {
        cJSON *value =
            cJSON_GetObjectItemCaseSensitive(document->root, row->name);

        if (value && row->type == PARAMETER_NODE &&
            !expand_node(document, document->root, value, row,
                         document_place(document, &document->place, value, 0),
                         error))
            return false;
    }
    return true;
}
