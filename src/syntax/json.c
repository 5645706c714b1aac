/* json.c -- validates JSON, parses it with cJSON, and converts the result. */
#include "syntax/json.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/json_text.h"

/* Where the tree goes, and where the next value is in the text. */
struct conversion {
    struct arena *arena;
    const struct source *source;
    const struct json_offsets *next; /* NULL: constants have no places */
};

static enum tree_kind
kind_of(const cJSON *value)
{
    return cJSON_IsObject(value)   ? TREE_OBJECT
           : cJSON_IsArray(value)  ? TREE_LIST
           : cJSON_IsString(value) ? TREE_STRING
           : cJSON_IsNumber(value) ? TREE_NUMBER
           : cJSON_IsBool(value)   ? TREE_BOOLEAN
                                   : TREE_NULL;
}

static const char *
copy(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text));
}

/* Offsets are in the same order as values.  NULL without memory. */
static struct tree *
convert(struct conversion *conversion, const cJSON *value)
{
    struct arena *arena = conversion->arena;
    struct tree *tree = tree_new(arena, kind_of(value), conversion->source, 0);

    if (!tree)
        return NULL;
    if (conversion->next) {
        tree->key_offset = conversion->next->key;
        tree->offset = conversion->next++->value;
    }
    tree->truth = cJSON_IsTrue(value);
    tree->number = value->valuedouble;
    if (tree->kind == TREE_STRING) {
        tree->text = copy(arena, value->valuestring);
        if (!tree->text)
            return NULL;
    }
    for (const cJSON *child = value->child; child; child = child->next) {
        struct tree *item = convert(conversion, child);
        const char *key = child->string ? copy(arena, child->string) : NULL;

        if (!item || (child->string && !key))
            return NULL;
        tree_append(tree, key, item);
    }
    return tree;
}

/* What is known to be JSON lacks a value only where cJSON has no memory. */
static struct tree *
convert_whole(struct conversion *conversion, cJSON *value)
{
    struct tree *tree = value ? convert(conversion, value) : NULL;

    conversion->arena->failed = conversion->arena->failed || !tree;
    cJSON_Delete(value);
    return tree;
}

struct tree *
json_read(const struct source *source, struct arena *arena, struct error *error)
{
    struct conversion conversion = {.arena = arena, .source = source};
    struct json_offsets *offsets;
    struct tree *tree;
    cJSON *value;

    if (!json_validate(source, arena, &offsets, error))
        return NULL;
    conversion.next = offsets;
    value = cJSON_ParseWithLength(source->text, source->length);
    tree = convert_whole(&conversion, value);
    if (!tree)
        error_memory(error);
    return tree;
}

struct tree *
json_constant(const char *text, struct arena *arena)
{
    struct conversion conversion = {.arena = arena};
    char *end;
    double number = strtod(text, &end);
    struct tree *tree;
    cJSON *value;

    /* Most are numbers, and each load of a spec reads many. */
    if (end != text && !*end) {
        tree = tree_new(arena, TREE_NUMBER, NULL, 0);
        if (tree)
            tree->number = number;
        return tree;
    }
    value = cJSON_Parse(text);
    return convert_whole(&conversion, value);
}
