/* markdown.c -- splits rows at bars; \| is a bar in a cell. */
#include "syntax/markdown.h"

#include <string.h>

#include "base/utf8.h"

static const char *
skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* Splits the current line; the bar at its end begins no cell. */
static size_t
split_row(struct markdown *md, struct csv_field *fields, size_t room)
{
    const char *line = md->lines.text, *at = skip_blanks(line);
    char *to = md->cells;
    size_t count = 0;

    for (; *at == '|' && *skip_blanks(at + 1); count++) {
        const char *begin = skip_blanks(at + 1);
        char *start = to;

        for (at = begin; *at && *at != '|'; at++) {
            at += *at == '\\' && at[1] == '|';
            *to++ = *at;
        }
        while (to > start && strchr(" \t", to[-1]))
            to--;
        if (count < room)
            fields[count] = (struct csv_field){
                .text = start,
                .length = (size_t)(to - start),
                .line = md->lines.number,
                .column = 1 + utf8_count(line, (size_t)(begin - line))};
        *to++ = '\0';
    }
    return count;
}

/* Reads the next line, and makes room for its cells. */
static bool
read_row(struct markdown *md, bool *more, struct error *error)
{
    if (!lines_next(&md->lines, more, error))
        return false;
    if (!*more || md->size > md->lines.length + 1)
        return true;
    md->size = 2 * md->lines.length + 2;
    md->cells = arena_alloc(md->lines.arena, md->size, 1);
    return md->cells || error_memory(error);
}

static bool
is_row(const struct markdown *md, bool more)
{
    return more && *skip_blanks(md->lines.text) == '|';
}

static bool
wrong_line(const struct markdown *md, const char *what, size_t count,
           struct error *error)
{
    return error_on_line(error, STATUS_WRONG, md->lines.input->name,
                         md->lines.number, 1, "must be %s of %zu cells", what,
                         count);
}

/* The line below the names: dashes, and colons for the alignment. */
static bool
read_rule(struct markdown *md, const struct csv *csv, struct error *error)
{
    bool more;

    if (!read_row(md, &more, error))
        return false;
    return (is_row(md, more) &&
            strspn(md->lines.text, "|:- \t") == md->lines.length &&
            split_row(md, NULL, 0) == csv->count) ||
           wrong_line(md, "a rule such as | --- | ---: |,", csv->count, error);
}

bool
markdown_begin(struct markdown *md, struct csv *csv, struct error *error)
{
    bool more = true;

    md->lines.arena = csv->arena;
    md->lines.input = &csv->input;
    do
        if (!read_row(md, &more, error))
            return false;
    while (more && !is_row(md, more));
    if (!more)
        return error_named(error, STATUS_WRONG, csv->input.name,
                           "must have a table whose rows begin with |");
    csv->count = split_row(md, NULL, 0);
    csv->fields = arena_alloc(csv->arena, csv->count, sizeof *csv->fields);
    csv->names = arena_alloc(csv->arena, csv->count, sizeof *csv->names);
    if (!csv->fields || !csv->names)
        return error_memory(error);
    split_row(md, csv->fields, csv->count);
    for (size_t i = 0; i < csv->count; i++) {
        csv->names[i] =
            arena_copy(csv->arena, csv->fields[i].text, csv->fields[i].length);
        if (!csv->names[i])
            return error_memory(error);
    }
    return read_rule(md, csv, error);
}

bool
markdown_next(struct markdown *md, struct csv *csv, bool *more,
              struct error *error)
{
    if (!read_row(md, more, error))
        return false;
    *more = is_row(md, *more);
    return !*more || split_row(md, csv->fields, csv->count) == csv->count ||
           wrong_line(md, "a row", csv->count, error);
}
