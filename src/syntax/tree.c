/* tree.c -- builds and searches trees of values. */
#include "syntax/tree.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"

struct tree *
tree_new(struct arena *arena, enum tree_kind kind, const struct source *source,
         size_t offset)
{
    struct tree *tree = arena_alloc(arena, 1, sizeof *tree);

    if (!tree)
        return NULL;
    tree->kind = kind;
    tree->source = source;
    tree->key_offset = tree->offset = offset;
    return tree;
}

struct tree *
tree_copy(struct arena *arena, const struct tree *tree)
{
    struct tree *copy = tree_new(arena, tree->kind, tree->source, 0);

    if (!copy)
        return NULL;
    *copy = *tree;
    copy->child = copy->last = copy->next = NULL;
    copy->count = 0;
    for (const struct tree *child = tree->child; child; child = child->next) {
        struct tree *item = tree_copy(arena, child);

        if (!item)
            return NULL;
        tree_append(copy, child->key, item);
    }
    return copy;
}

void
tree_append(struct tree *parent, const char *key, struct tree *value)
{
    value->key = key;
    if (parent->last)
        parent->last->next = value;
    else
        parent->child = value;
    parent->last = value;
    parent->count++;
}

void
tree_replace(struct tree *old, const struct tree *value)
{
    struct tree *next = old->next;
    const char *key = old->key;

    *old = *value;
    old->next = next;
    old->key = key;
}

struct tree *
tree_member(const struct tree *tree, const char *key)
{
    struct tree *child = tree_is(tree, TREE_OBJECT) ? tree->child : NULL;

    while (child && strcmp(child->key, key) != 0)
        child = child->next;
    return child;
}

struct tree *
tree_element(const struct tree *tree, size_t index)
{
    struct tree *child = tree_is(tree, TREE_LIST) ? tree->child : NULL;

    while (child && index-- > 0)
        child = child->next;
    return child;
}

bool
tree_is(const struct tree *tree, enum tree_kind kind)
{
    return tree && tree->kind == kind;
}

struct place
tree_place(const struct tree *tree, const struct place *parent, size_t index)
{
    if (tree->origin)
        return *tree->origin;
    return (struct place){.parent = parent,
                          .name = tree->key,
                          .index = index,
                          .source = tree->source,
                          .offset = tree->offset};
}

struct place
tree_key_place(const struct tree *tree, const struct place *parent)
{
    struct place place = tree_place(tree, parent, 0);

    place.offset = tree->key_offset;
    return place;
}

struct quoted
tree_quote(const struct tree *tree)
{
    struct quoted quoted = {""};
    char *text = quoted.text;

    switch (tree->kind) {
    case TREE_NULL:
        strcpy(text, "null");
        break;
    case TREE_BOOLEAN:
        strcpy(text, tree->truth ? "true" : "false");
        break;
    case TREE_NUMBER:
        text[number_print(text, tree->number)] = '\0';
        break;
    case TREE_STRING:
        snprintf(text, sizeof quoted.text, "'%.69s'", quote(tree->text).text);
        break;
    case TREE_LIST:
        if (tree->count > 0)
            snprintf(text, sizeof quoted.text, "a list of %zu", tree->count);
        else
            strcpy(text, "an empty list");
        break;
    case TREE_OBJECT:
        strcpy(text, "an object");
        break;
    }
    return quoted;
}
