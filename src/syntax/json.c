/* json.c -- cJSON behind the validating pass, its values marked with where
 * they stood. */
#include "syntax/json.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "syntax/json_text.h"

bool
positions_mark(struct positions *positions, cJSON *value,
               const struct source *source, size_t key, size_t offset)
{
    if (positions->count == positions->size) {
        size_t size = positions->size ? positions->size * 2 : 64;
        struct position *items =
            arena_alloc(positions->arena, size, sizeof *items);

        if (!items)
            return false;
        if (positions->count > 0)
            memcpy(items, positions->items, positions->count * sizeof *items);
        positions->items = items;
        positions->size = size;
    }
    value->valueint = (int)positions->count;
    positions->items[positions->count++] =
        (struct position){source, key, offset};
    return true;
}

const struct position *
positions_of(const struct positions *positions, const cJSON *value)
{
    return &positions->items[value->valueint];
}

struct place
json_place(const struct positions *positions, const struct place *parent,
           const cJSON *value, size_t index)
{
    const struct position *position = positions_of(positions, value);

    return (struct place){.parent = parent,
                          .name = value->string,
                          .index = index,
                          .source = position->source,
                          .offset = position->value};
}

/* cJSON's tree in the order of the text: the n-th value gets the n-th mark. */
static bool
mark_tree(const struct source *source, const struct json_offsets **next,
          struct positions *positions, cJSON *value)
{
    const struct json_offsets *offsets = (*next)++;

    if (!positions_mark(positions, value, source, offsets->key, offsets->value))
        return false;
    for (cJSON *child = value->child; child; child = child->next)
        if (!mark_tree(source, next, positions, child))
            return false;
    return true;
}

cJSON *
json_read(const struct source *source, struct positions *positions,
          struct error *error)
{
    struct json_offsets *offsets;
    const struct json_offsets *next;
    cJSON *tree;

    if (!json_validate(source, positions->arena, &offsets, error))
        return NULL;
    next = offsets;
    tree = cJSON_ParseWithLength(source->text, source->length);
    if (tree && mark_tree(source, &next, positions, tree))
        return tree;
    cJSON_Delete(tree);
    error_memory(error);
    return NULL;
}

void
json_replace(cJSON *parent, cJSON *old, cJSON *value)
{
    value->string = old->string;
    old->string = NULL;
    cJSON_ReplaceItemViaPointer(parent, old, value);
}

bool
json_valid(const char *text)
{
    const struct source source = {.text = text, .length = strlen(text)};
    struct json_offsets *offsets;
    struct arena arena = {0};
    struct error error;
    bool valid = json_validate(&source, &arena, &offsets, &error);

    arena_free(&arena);
    return valid;
}

struct quoted
json_found(const cJSON *value)
{
    struct quoted found = {""};

    if (cJSON_IsNumber(value))
        found.text[number_print(found.text, value->valuedouble)] = '\0';
    else if (cJSON_IsString(value))
        snprintf(found.text, sizeof found.text, "'%.69s'",
                 quote(value->valuestring).text);
    else if (value->child && cJSON_IsArray(value))
        snprintf(found.text, sizeof found.text, "a list of %d",
                 cJSON_GetArraySize(value));
    else
        snprintf(found.text, sizeof found.text, "%s",
                 cJSON_IsObject(value)  ? "an object"
                 : cJSON_IsArray(value) ? "an empty list"
                 : cJSON_IsTrue(value)  ? "true"
                 : cJSON_IsFalse(value) ? "false"
                                        : "null");
    return found;
}
