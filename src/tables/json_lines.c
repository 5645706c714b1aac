/* json_lines.c -- reads JSON lines that lrsim or a training run wrote. */
#include "tables/json_lines.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "syntax/json.h"
#include "tables/json_rows.h"

bool
json_begins_lines(const char *name, const char *bytes, size_t length,
                  bool *begins, struct error *error)
{
    const char *end = memchr(bytes, '\n', length);
    struct source line = {.name = name, .text = bytes, .lines = true};
    struct arena arena = {0};
    struct error found = {0};

    *begins = end && *bytes == '{' &&
              strspn(end, " \t\r\n") < length - (size_t)(end - bytes);
    if (!*begins)
        return true;
    line.length = (size_t)(end - bytes);
    *begins = json_read(&line, &arena, &found) != NULL;
    arena_free(&arena);
    if (*begins || found.status == STATUS_WRONG)
        return true;
    *error = found;
    return false;
}

/* The next line that is not empty; the first time, the one read before. */
static bool
next_line(struct json_lines *lines, bool *more, struct error *error)
{
    *more = true;
    if (lines->waits) {
        lines->waits = false;
        return true;
    }
    do
        if (!lines_next(&lines->lines, more, error))
            return false;
    while (*more && strspn(lines->lines.text, " \t") == lines->lines.length);
    return true;
}

/* The tree of the current line, which must be an object. */
static const struct tree *
parse_line(struct json_lines *lines, struct error *error)
{
    struct source *source = arena_alloc(&lines->line, 1, sizeof *source);
    const struct tree *tree;

    if (!source) {
        error_memory(error);
        return NULL;
    }
    *source = (struct source){.name = lines->lines.input->name,
                              .lines = true,
                              .first_line = lines->lines.number,
                              .text = lines->lines.text,
                              .length = lines->lines.length};
    tree = json_read(source, &lines->line, error);
    if (!tree || tree_is(tree, TREE_OBJECT))
        return tree;
    error_in(error, source, 0, "must be an object, not %s",
             tree_quote(tree).text);
    return NULL;
}

/* Makes its keys the names of the columns; false without memory. */
static bool
name_by_keys(struct csv *csv, const struct tree *tree)
{
    size_t count = tree->count;

    csv->names = arena_alloc(csv->arena, count, sizeof *csv->names);
    csv->fields = arena_alloc(csv->arena, count, sizeof *csv->fields);
    if (!csv->names || !csv->fields)
        return false;
    for (const struct tree *value = tree->child; value; value = value->next) {
        const char *key = value->key;
        const char *name = arena_copy(csv->arena, key, strlen(key));

        if (!name)
            return false;
        csv->names[csv->count++] = name;
    }
    return true;
}

bool
json_lines_begin(struct json_lines *lines, struct csv *csv, struct error *error)
{
    const struct tree *tree;
    bool more;

    lines->lines.arena = csv->arena;
    lines->lines.input = &csv->input;
    if (!next_line(lines, &more, error))
        return false;
    if (!more)
        return error_named(
            error, STATUS_WRONG, csv->input.name,
            "must have a JSON object on each line, but is empty");
    tree = parse_line(lines, error);
    if (!tree)
        return false;
    lines->waits = true;
    if (!name_by_keys(csv, tree))
        return error_memory(error);
    return csv->count > 0 || error_on_line(error, STATUS_WRONG, csv->input.name,
                                           lines->lines.number, 1,
                                           "must have a key, such as \"step\"");
}

static bool
is_nested(const struct tree *value)
{
    return tree_is(value, TREE_LIST) || tree_is(value, TREE_OBJECT);
}

static bool
wrong_value(const struct json_lines *lines, const struct csv_field *field,
            const struct tree *value, struct error *error)
{
    const char *name = lines->lines.input->name;

    if (is_nested(value))
        return error_on_line(error, STATUS_WRONG, name, field->line,
                             field->column,
                             "must be a number, a string or null, "
                             "not %s",
                             tree_quote(value).text);
    return error_on_line(error, STATUS_WRONG, name, field->line, field->column,
                         "the first line has no key '%s'",
                         quote(value->key).text);
}

static bool
fill_fields(struct json_lines *lines, const struct tree *tree, struct csv *csv,
            struct error *error)
{
    size_t guess = 0;

    for (size_t i = 0; i < csv->count; i++)
        csv->fields[i] = (struct csv_field){
            .text = "", .line = lines->lines.number, .column = 1};
    for (const struct tree *value = tree->child; value; value = value->next) {
        struct csv_field field = {.line = lines->lines.number, .column = 1};

        field.column += utf8_count(lines->lines.text, value->offset);
        if (guess == csv->count || strcmp(csv->names[guess], value->key))
            guess = csv_find(csv, value->key, 0);
        if (guess == csv->count || is_nested(value))
            return wrong_value(lines, &field, value, error);
        if (!json_field(value, &lines->line, &field))
            return error_memory(error);
        csv->fields[guess++] = field;
    }
    return true;
}

bool
json_lines_next(struct json_lines *lines, struct csv *csv, bool *more,
                struct error *error)
{
    const struct tree *tree;

    arena_free(&lines->line);
    if (!next_line(lines, more, error))
        return false;
    if (!*more)
        return true;
    tree = parse_line(lines, error);
    return tree && fill_fields(lines, tree, csv, error);
}

void
json_lines_close(struct json_lines *lines)
{
    arena_free(&lines->line);
}
