/* option_values.c -- loads every option by the kind of its row. */
#include "cli/option_values.h"

#include <string.h>

#include "base/nearest.h"
#include "base/text.h"
#include "spec/load.h"

/* Suggests the nearest word, and lists all: "a, b or c". */
static bool
bad_word(const struct option_row *row, const char *word, struct arena *arena,
         struct error *error)
{
    struct nearest nearest = {.word = word};
    struct text list = {.arena = arena};

    for (const char *at = row->argument; *at; at += *at == '|') {
        size_t length = strcspn(at, "|");
        char *one = arena_copy(arena, at, length);

        if (!one)
            return error_memory(error);
        nearest_try(&nearest, one);
        text_string(&list, list.used == 0 ? "" : at[length] ? ", " : " or ");
        text_string(&list, one);
        at += length;
    }
    if (!text_end(&list))
        return error_memory(error);
    return error_plain(error, STATUS_WRONG, "--%s: must be %s, not '%s'%s",
                       row->name, list.bytes, quote(word).text,
                       nearest_suggestion(&nearest).text);
}

/* Which of the words between bars it is, counted from 1. */
static bool
read_word(const struct option_row *row, const char *word, int *number,
          struct arena *arena, struct error *error)
{
    int count = 0;

    for (const char *at = row->argument;; at++, count++) {
        size_t length = strcspn(at, "|");

        if (strlen(word) == length && memcmp(at, word, length) == 0) {
            *number = count + 1;
            return true;
        }
        at += length;
        if (!*at)
            return bad_word(row, word, arena, error);
    }
}

static bool
read_one(struct arguments *arguments, enum option_id id, struct error *error)
{
    const struct option_row *row = &option_rows[id];
    const struct given *given = &arguments->given[id];
    const char *last = given->count ? given->values[given->count - 1] : NULL;
    void *field = (char *)&arguments->options + row->offset;

    switch (row->kind) {
    case OPTION_KIND_FLAG:
        *(bool *)field = given->count > 0;
        return true;
    case OPTION_KIND_WORD:
        return !last || read_word(row, last, field, arguments->arena, error);
    case OPTION_KIND_TEXT:
    case OPTION_KIND_VALUE:
    case OPTION_KIND_LIST:
        *(const char **)field = last;
        return true;
    case OPTION_KIND_TEXTS:
    case OPTION_KIND_NODE:
        *(struct given *)field = *given;
        return true;
    case OPTION_KIND_COUNT:
        *(struct step_count *)field = (struct step_count){
            row_find(NULL, option_counts, row->field), row->flag, last};
        return true;
    case OPTION_KIND_INTEGER:
    case OPTION_KIND_NUMBER:
        return true;
    }
    return true;
}

/* Integers and numbers are loaded as the values of a spec are. */
static bool
read_numbers(struct arguments *arguments, struct error *error)
{
    struct document document = {.arena = arguments->arena,
                                .table = option_numbers};
    struct loader loader = {
        .arena = arguments->arena, .document = &document, .error = error};
    bool done = true;

    for (int i = 0; done && i < OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        const struct given *given = &arguments->given[i];
        bool number =
            row->kind == OPTION_KIND_INTEGER || row->kind == OPTION_KIND_NUMBER;

        if (!number || given->count == 0)
            continue;
        done = document_put(&document, row->flag, row->field,
                            given->values[given->count - 1], error);
    }
    done = done && load_rows(&loader, option_numbers, &arguments->options,
                             document.root, &document.place);
    return done;
}

bool
option_values_read(struct arguments *arguments, struct error *error)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (!read_one(arguments, (enum option_id)i, error))
            return false;
    return read_numbers(arguments, error);
}
