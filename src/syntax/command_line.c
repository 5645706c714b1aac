/* command_line.c -- the options among words. */
#include "syntax/command_line.h"

#include <ctype.h>
#include <string.h>

#include "syntax/command_words.h"

static bool
is_option(const char *word)
{
    return word[0] == '-' && word[1] == '-' && isalpha((unsigned char)word[2]);
}

/* Whether a word may be the value of the option before it. */
static bool
is_value(const char *word)
{
    return word[0] != '-' || isdigit((unsigned char)word[1]) || word[1] == '.';
}

static char *
option_name(struct arena *arena, const char *word, size_t length)
{
    char *name = arena_copy(arena, word + 2, length - 2);

    for (char *at = name; at && *at; at++)
        if (*at == '-')
            *at = '_';
    return name;
}

/* Adds an option, or replaces its value. */
static bool
put_option(struct tree *object, const char *name, struct tree *value)
{
    struct tree *old;

    if (!name || !value)
        return false;
    old = tree_member(object, name);
    if (old)
        tree_replace(old, value);
    else if (object->count < TREE_MEMBERS)
        tree_append(object, name, value);
    return true;
}

/* Further numbers behind the number at `*i` make a list of it. */
static struct tree *
read_numbers(const struct command_word *words, size_t count, size_t *i,
             struct tree *first, struct arena *arena)
{
    struct tree *list = NULL;

    while (first->kind == TREE_NUMBER && *i + 1 < count &&
           is_value(words[*i + 1].text)) {
        const struct command_word *word = &words[*i + 1];
        struct tree *next =
            tree_bare(arena, word->text, first->source, word->offset);

        if (!next)
            return NULL;
        if (next->kind != TREE_NUMBER)
            break;
        if (!list) {
            list = tree_new(arena, TREE_LIST, first->source, first->offset);
            if (!list)
                return NULL;
            tree_append(list, NULL, first);
        }
        tree_append(list, NULL, next);
        ++*i;
    }
    return list ? list : first;
}

/* The value of the option at `*i`, whose name has this length; moves behind
 * what belongs to it. */
static struct tree *
read_value(const struct command_word *words, size_t count, size_t *i,
           size_t length, struct arena *arena)
{
    const struct command_word *option = &words[*i];
    struct tree *value;

    if (option->text[length])
        return tree_bare(arena, option->text + length + 1, option->source,
                         option->offset + length + 1);
    if (*i + 1 == count || !is_value(words[*i + 1].text))
        return tree_bare(arena, "true", option->source, option->offset);
    ++*i;
    value = tree_bare(arena, words[*i].text, option->source, words[*i].offset);
    return value ? read_numbers(words, count, i, value, arena) : NULL;
}

struct tree *
command_words_object(const struct command_word *words, size_t count,
                     struct tree *object, struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        const struct command_word *option = &words[i];
        size_t length = strcspn(option->text, "=");
        struct tree *tree;

        if (!is_option(option->text))
            continue;
        tree = read_value(words, count, &i, length, arena);
        if (!tree ||
            !put_option(object, option_name(arena, option->text, length), tree))
            return NULL;
        tree->key_offset = option->offset;
    }
    return object;
}

struct tree *
command_line_words(const char *const *words, size_t count, struct arena *arena)
{
    struct command_word *all = arena_alloc(arena, count, sizeof *all);
    struct source *whole = arena_alloc(arena, 1, sizeof *whole);
    struct tree *object;

    if (!all || !whole)
        return NULL;
    *whole = (struct source){.name = "--"};
    object = tree_new(arena, TREE_OBJECT, whole, 0);
    for (size_t i = 0; object && i < count; i++) {
        struct source *source = arena_alloc(arena, 1, sizeof *source);

        if (!source)
            return NULL;
        source->name = arena_copy(arena, words[i], strcspn(words[i], "="));
        if (!source->name)
            return NULL;
        all[i] = (struct command_word){.text = words[i], .source = source};
    }
    return object ? command_words_object(all, count, object, arena) : NULL;
}
