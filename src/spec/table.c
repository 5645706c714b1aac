/* table.c -- finds kinds and rows by name. */
#include "spec/table.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

/* Whether one of the words is the name, in any case. */
static bool
words_have(const char *words, const char *name)
{
    size_t length = strlen(name);

    while (*words) {
        size_t word = strcspn(words, " ");

        if (word == length && strncasecmp(words, name, length) == 0)
            return true;
        words += word + strspn(words + word, " ");
    }
    return false;
}

const struct kind *
family_find(const struct family *family, const char *name)
{
    for (const struct kind *const *kind = family->kinds; *kind; kind++)
        if (strcasecmp((*kind)->name, name) == 0 ||
            words_have(kind_aliases(*kind), name))
            return *kind;
    return NULL;
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

const char *
kind_text(const struct kind *kind, const void *self, const char *name)
{
    const struct parameter *row = table_find(kind->parameters, name);
    const char *value;

    if (!row || row->type != PARAMETER_TEXT)
        return NULL;
    memcpy(&value, (const char *)self + row->offset, sizeof value);
    return value;
}
