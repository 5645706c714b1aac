/* json_rows.c -- reads tables in the JSON that lrsim writes. */
#include "tables/json_rows.h"

#include <string.h>

#include "base/utf8.h"

/* A member of the root that must be a list; NULL if it is not. */
static const struct tree *
list_of(const struct json_rows *rows, const struct tree *root, const char *name,
        const char *what, struct place *place, struct error *error)
{
    const struct tree *list = tree_member(root, name);

    *place = rows->root;
    if (list)
        *place = tree_place(list, &rows->root, 0);
    if (tree_is(list, TREE_LIST))
        return list;
    error_at(error, place, "must %s \"%s\", a list of %s", list ? "be" : "have",
             name, what);
    return NULL;
}

bool
json_rows_begin(struct json_rows *rows, const struct tree *root,
                struct csv *csv, struct error *error)
{
    struct place place, there;
    const struct tree *names, *list;

    *rows = (struct json_rows){
        .root = tree_place(root, NULL, 0), .line = 1, .column = 1};
    names = list_of(rows, root, "columns", "their names", &place, error);
    list = names ? list_of(rows, root, "rows", "lists", &there, error) : NULL;
    if (!list)
        return false;
    rows->next = list->child;
    csv->count = names->count;
    csv->names = arena_alloc(csv->arena, csv->count, sizeof *csv->names);
    csv->fields = arena_alloc(csv->arena, csv->count, sizeof *csv->fields);
    if (!csv->names || !csv->fields)
        return error_memory(error);
    csv->count = 0;
    for (const struct tree *name = names->child; name; name = name->next) {
        there = tree_place(name, &place, csv->count);
        if (!tree_is(name, TREE_STRING))
            return error_at(error, &there, "must be a string, not %s",
                            tree_quote(name).text);
        csv->names[csv->count++] = name->text;
    }
    return true;
}

/* Advances line and column to an offset of the text. */
static void
move_to(struct json_rows *rows, size_t offset)
{
    const char *text = rows->root.source->text;

    for (; rows->at < offset; rows->at++) {
        if (text[rows->at] == '\n') {
            rows->line++;
            rows->column = 1;
        } else {
            rows->column += utf8_begins(text[rows->at]);
        }
    }
}

bool
json_field(const struct tree *value, struct arena *arena,
           struct csv_field *field)
{
    const char *written = value->source->text + value->offset;

    field->text = value->text;
    if (value->kind != TREE_STRING)
        field->text = arena_copy(
            arena, written,
            value->kind == TREE_NULL ? 0 : strcspn(written, ",]} \t\r\n"));
    field->length = field->text ? strlen(field->text) : 0;
    return field->text != NULL;
}

static bool
fill_field(struct json_rows *rows, const struct tree *value, struct csv *csv,
           struct csv_field *field)
{
    move_to(rows, value->offset);
    *field = (struct csv_field){.line = rows->line, .column = rows->column};
    return json_field(value, csv->arena, field);
}

/* A NULL value: the whole row is wrong. */
static bool
wrong_row(const struct json_rows *rows, const struct csv *csv,
          const struct tree *value, size_t index, struct error *error)
{
    const struct place list = {.parent = &rows->root, .name = "rows"};
    struct place row, there;

    row = tree_place(rows->next, &list, rows->index);
    if (!value)
        return error_at(error, &row, "must be a list of %zu values, not %s",
                        csv->count, tree_quote(rows->next).text);
    there = tree_place(value, &row, index);
    return error_at(error, &there, "must be a number, a string or null, not %s",
                    tree_quote(value).text);
}

bool
json_rows_next(struct json_rows *rows, struct csv *csv, bool *more,
               struct error *error)
{
    const struct tree *value = rows->next ? rows->next->child : NULL;

    *more = rows->next != NULL;
    if (!*more)
        return true;
    if (!tree_is(rows->next, TREE_LIST) || rows->next->count != csv->count)
        return wrong_row(rows, csv, NULL, 0, error);
    for (size_t i = 0; value; value = value->next, i++)
        if (tree_is(value, TREE_LIST) || tree_is(value, TREE_OBJECT))
            return wrong_row(rows, csv, value, i, error);
        else if (!fill_field(rows, value, csv, &csv->fields[i]))
            return error_memory(error);
    rows->next = rows->next->next;
    rows->index++;
    return true;
}
