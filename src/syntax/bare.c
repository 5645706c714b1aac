/* bare.c -- the words of syntaxes without types: YAML, INI, a command line.
 *
 * A number is what lrsim's own forms take for one; a list of words is a truth
 * or null, as YAML's core schema has them. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "syntax/tree.h"

/* How many digits come next; between them there may be underscores, as Python
 * and YAML permit. */
static size_t
digits(const char **at)
{
    size_t count = 0;

    while (isdigit((unsigned char)**at) ||
           (count > 0 && **at == '_' && isdigit((unsigned char)(*at)[1]))) {
        count++;
        (*at)++;
    }
    return count;
}

static bool
is_number(const char *text)
{
    size_t count;

    text += *text == '-' || *text == '+';
    count = digits(&text);
    if (*text == '.') {
        text++;
        count += digits(&text);
    }
    if (count > 0 && (*text == 'e' || *text == 'E')) {
        text++;
        text += *text == '-' || *text == '+';
        if (digits(&text) == 0)
            return false;
    }
    return count > 0 && !*text;
}

static bool
read_number(struct arena *arena, struct tree *tree)
{
    char *plain = arena_copy(arena, tree->text, strlen(tree->text)), *end;

    if (!plain)
        return false;
    end = plain;
    for (const char *at = tree->text; *at; at++)
        if (*at != '_')
            *end++ = *at;
    *end = '\0';
    tree->number = strtod(plain, NULL);
    /* JSON has no number beyond the largest either. */
    tree->kind = isfinite(tree->number) ? TREE_NUMBER : TREE_STRING;
    return true;
}

static bool
is_one_of(const char *text, const char *const *words)
{
    while (*words && strcmp(*words, text) != 0)
        words++;
    return *words != NULL;
}

struct tree *
tree_bare(struct arena *arena, const char *text, const struct source *source,
          size_t offset)
{
    static const char *const nulls[] = {"",     "~",    "null", "Null",
                                        "NULL", "None", NULL};
    static const char *const yes[] = {"true", "True", "TRUE", NULL};
    static const char *const no[] = {"false", "False", "FALSE", NULL};
    struct tree *tree = tree_new(arena, TREE_STRING, source, offset);

    if (!tree)
        return NULL;
    tree->text = text;
    if (is_one_of(text, nulls)) {
        tree->kind = TREE_NULL;
    } else if (is_one_of(text, yes) || is_one_of(text, no)) {
        tree->kind = TREE_BOOLEAN;
        tree->truth = is_one_of(text, yes);
    } else if (is_number(text) && !read_number(arena, tree)) {
        return NULL;
    }
    return tree;
}
