/* unknown_kind.c -- the errors for names that no table has. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "base/text.h"
#include "spec/spec.h"
#include "spec/synonyms.h"

/* The longest name or alias, with its end. */
enum { NAME_ROOM = 64 };

/* Suggests the kind where its name or alias is nearer than what was found. */
static void
try_name(struct nearest *nearest, const char *name, const struct kind *kind)
{
    struct nearest other = {.word = nearest->word};

    nearest_try(&other, name);
    if (other.best && (!nearest->best || other.distance < nearest->distance)) {
        nearest->best = kind->name;
        nearest->distance = other.distance;
    }
}

/* Copies the next of the aliases, and moves behind it; false at the end. */
static bool
next_alias(const char **aliases, char alias[NAME_ROOM])
{
    size_t length = strcspn(*aliases, " ");

    snprintf(alias, NAME_ROOM, "%.*s", (int)length, *aliases);
    *aliases += length + strspn(*aliases + length, " ");
    return length > 0;
}

void
nearest_try_kinds(struct nearest *nearest, const struct family *family)
{
    char alias[NAME_ROOM];

    for (const struct kind *const *kind = family->kinds; *kind; kind++) {
        const char *aliases = kind_aliases(*kind);

        try_name(nearest, (*kind)->name, *kind);
        try_name(nearest, kind_own_name((*kind)->name), *kind);
        while (next_alias(&aliases, alias))
            try_name(nearest, alias, *kind);
    }
}

/* Suggests the kind whose name begins or ends the word, the longest such name:
 * adamw of adamw_torch, sgd of sgdm. */
static void
try_parts(struct nearest *nearest, const struct family *family, size_t *longest)
{
    const char *word = nearest->word;
    size_t length = strlen(word);

    for (const struct kind *const *kind = family->kinds; *kind; kind++) {
        const char *name = (*kind)->name;
        size_t size = strlen(name), left = length - size;

        if (size < 3 || size >= length || size <= *longest ||
            (strncasecmp(word, name, size) != 0 &&
             strcasecmp(word + left, name) != 0) ||
            (nearest->best && nearest->distance <= 1 &&
             nearest->distance < left))
            continue;
        *longest = size;
        nearest->best = name;
        nearest->distance = left;
    }
}

bool
kind_is_called(const struct kind *kind, const char *word)
{
    const char *aliases = kind_aliases(kind);
    char alias[NAME_ROOM];

    if (strcasecmp(kind_own_name(kind->name), word) == 0)
        return true;
    while (next_alias(&aliases, alias))
        if (strcasecmp(kind_own_name(alias), word) == 0)
            return true;
    return false;
}

/* "megatron.WSD and llmc.wsd": the kinds that other systems call so; how many
 * there are. */
static size_t
add_namesakes(const struct family *const *families, const char *word,
              struct text *text)
{
    const struct kind *found[8];
    size_t count = 0;

    for (; *families; families++)
        for (size_t i = 0; (*families)->kinds[i] && count < 8; i++)
            if (kind_is_called((*families)->kinds[i], word))
                found[count++] = (*families)->kinds[i];
    for (size_t i = 0; i < count; i++) {
        text_string(text, i == 0 ? "" : i + 1 == count ? " and " : ", ");
        text_string(text, found[i]->name);
    }
    return count;
}

bool
unknown_name(const struct family *const *families, const char *name,
             const char *what, const struct place *place, struct arena *arena,
             struct error *error)
{
    const struct family *only = families[1] ? NULL : families[0];
    struct text namesakes = {.arena = arena};
    struct nearest nearest = {.word = name};

    if (add_namesakes(families, name, &namesakes) > 1)
        return text_end(&namesakes)
                   ? error_at(error, place,
                              "%s: %s differ: `lrsim describe %s`", what,
                              namesakes.bytes, name)
                   : error_memory(error);
    for (size_t i = 0; families[i]; i++)
        nearest_try_kinds(&nearest, families[i]);
    for (size_t i = 0, longest = 0; families[i]; i++)
        try_parts(&nearest, families[i], &longest);
    return error_at(error, place, "%s%s; `lrsim list%s%s` shows all", what,
                    nearest_suggestion(&nearest).text, only ? " " : "",
                    only ? only->plural : "");
}

bool
unknown_kind(const struct family *family, const char *name,
             const struct place *place, struct arena *arena,
             struct error *error)
{
    const struct family *const families[] = {family, NULL};
    char what[128];

    snprintf(what, sizeof what, "unknown %s '%s'", family->name,
             quote(name).text);
    return unknown_name(families, name, what, place, arena, error);
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
                  struct arena *arena, struct error *error)
{
    struct text hint = {.arena = arena};
    struct nearest nearest = {.word = name};
    const struct parameter *row;
    const char *why = why_not(name);

    if (why)
        return error_at(error, place, "is not a parameter of lrsim: %s", why);
    for (row = spec_table; row->name; row++)
        if (row_find(NULL, row->extra, name))
            return error_at(error, place, "must be in $.%s itself", row->name);
    for (row = kind ? kind->parameters : NULL; row && row->name; row++)
        nearest_try(&nearest, row->name);
    for (row = extra; row && row->name; row++)
        nearest_try(&nearest, row->name);
    if (!kind)
        return error_at(error, place, "unknown key%s",
                        nearest_suggestion(&nearest).text);
    synonym_add(kind, name, &hint);
    if (!text_end(&hint))
        return error_memory(error);
    return error_at(
        error, place,
        "unknown parameter of %s%s; `lrsim describe %s` shows all", kind->name,
        hint.used > 0 ? hint.bytes : nearest_suggestion(&nearest).text,
        kind->name);
}
