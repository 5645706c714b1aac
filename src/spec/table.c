/* table.c -- finds kinds and rows by name. */
#include "spec/table.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The one of the words that is the name, in any case, whatever parentheses
 * follow it; NULL: none is. */
static const char *
find_word(const char *words, const char *name)
{
    size_t length = strlen(name);

    /* Few words begin with the same letter: the rest is not looked at. */
    while (*words) {
        if (tolower((unsigned char)*words) == tolower((unsigned char)*name) &&
            strncasecmp(words, name, length) == 0 &&
            strchr(" (", words[length]))
            return words;
        words = strchr(words, ' ');
        if (!words)
            return NULL;
        words += strspn(words, " ");
    }
    return NULL;
}

const char *
kind_aliases(const struct kind *kind)
{
    const char *dot = kind->symbol ? strrchr(kind->symbol, '.') : NULL;

    if (kind->aliases)
        return kind->aliases;
    return dot && strcasecmp(dot + 1, kind->name) != 0 ? dot + 1 : "";
}

const struct kind *
family_find(const struct family *family, const char *name)
{
    for (const struct kind *const *kind = family->kinds; *kind; kind++)
        if (strcasecmp((*kind)->name, name) == 0 ||
            find_word(kind_aliases(*kind), name) || kind_call(*kind, name))
            return *kind;
    return NULL;
}

const char *
kind_call(const struct kind *kind, const char *name)
{
    return kind->calls ? find_word(kind->calls, name) : NULL;
}

const char *
kind_own_name(const char *name)
{
    const char *dot = strchr(name, '.');

    return dot ? dot + 1 : name;
}

static const struct parameter *
table_find(const struct parameter *rows, const char *name)
{
    for (; rows && rows->name; rows++)
        if (strcmp(rows->name, name) == 0)
            return rows;
    return NULL;
}

const struct parameter *
row_find(const struct kind *kind, const struct parameter *extra,
         const char *name)
{
    const struct parameter *row =
        kind ? table_find(kind->parameters, name) : NULL;

    return row ? row : table_find(extra, name);
}

const struct place *
node_place(const struct node *node, const char *name)
{
    const struct parameter *row = table_find(node->kind->parameters, name);

    assert(row);
    return &node->places[row - node->kind->parameters];
}

double
kind_real(const struct kind *kind, const void *self, const char *name)
{
    const struct parameter *row = table_find(kind->parameters, name);
    double value;

    assert(row && row->type == PARAMETER_REAL);
    memcpy(&value, (const char *)self + row->offset, sizeof value);
    return value;
}

long
kind_integer(const struct kind *kind, const void *self, const char *name)
{
    const struct parameter *row = table_find(kind->parameters, name);
    long value;

    assert(row && row->type == PARAMETER_INTEGER);
    memcpy(&value, (const char *)self + row->offset, sizeof value);
    return value;
}
