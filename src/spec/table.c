/* table.c -- finds kinds and rows by name. */
#include "spec/table.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "spec/spec.h"

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

bool
unknown_kind(const struct family *family, const char *name,
             const struct place *place, struct error *error)
{
    struct nearest nearest = {.word = name};

    for (const struct kind *const *kind = family->kinds; *kind; kind++) {
        const char *alias = kind_aliases(*kind);
        size_t before = nearest.best ? nearest.distance : SIZE_MAX;

        nearest_try(&nearest, (*kind)->name);
        /* A similar alias suggests the canonical name. */
        for (size_t word; *alias; alias += word + strspn(alias + word, " ")) {
            char text[64] = "";
            struct nearest other = {.word = name};

            word = strcspn(alias, " ");
            memcpy(text, alias, word < 63 ? word : 63);
            nearest_try(&other, text);
            if (other.best && other.distance < before &&
                (!nearest.best || other.distance < nearest.distance)) {
                nearest.best = (*kind)->name;
                nearest.distance = other.distance;
            }
        }
    }
    return error_at(error, place,
                    "unknown %s '%s'%s; `lrsim list %s` shows all",
                    family->name, quote(name).text,
                    nearest_suggestion(&nearest).text, family->plural);
}

/* Why lrsim lacks a parameter that real systems have; NULL for other names. */
static const char *
why_not(const char *name)
{
    static const char *const reasons[][2] = {
        {"last_epoch", "a simulation starts at row 0; --from shows later rows"},
        {"verbose", "every row is printed anyway"},
        {"t_in_epochs", "interval says what a schedule counts"},
        {"initialize", "a simulation starts at row 0; --from shows later "
                       "rows"},
        {"foreach", "it chooses an implementation, not a result"},
        {"fused", "it chooses an implementation, not a result"},
        {"capturable", "it chooses an implementation, not a result"},
        {"differentiable", "it chooses an implementation, not a result"},
    };

    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (strcmp(reasons[i][0], name) == 0)
            return reasons[i][1];
    return NULL;
}

bool
unknown_parameter(const struct kind *kind, const struct parameter *extra,
                  const char *name, const struct place *place,
                  struct error *error)
{
    struct nearest nearest = {.word = name};
    const struct parameter *row = kind ? kind->parameters : NULL;
    const char *why = why_not(name);

    if (why)
        return error_at(error, place, "is not a parameter of lrsim: %s", why);
    for (row = spec_table; row->name; row++)
        if (table_find(row->extra, name))
            return error_at(error, place, "must be in $.%s itself", row->name);
    row = kind ? kind->parameters : NULL;
    for (; row && row->name; row++)
        nearest_try(&nearest, row->name);
    for (row = extra; row && row->name; row++)
        nearest_try(&nearest, row->name);
    if (!kind)
        return error_at(error, place, "unknown key%s",
                        nearest_suggestion(&nearest).text);
    return error_at(error, place,
                    "unknown parameter of %s%s; `lrsim describe %s` shows all",
                    kind->name, nearest_suggestion(&nearest).text, kind->name);
}
