/* json_rows.c -- reads the JSON that lrsim writes, value by value. */
#include "tables/json_rows.h"

#include <string.h>

bool
json_has_rows(const cJSON *root)
{
    return cJSON_GetObjectItemCaseSensitive(root, "rows") != NULL;
}

/* The list that a member of the root must be; NULL where it is none. */
static const cJSON *
list_of(const struct json_rows *rows, const cJSON *root, const char *name,
        const char *what, struct place *place, struct error *error)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, name);

    *place = rows->root;
    if (list)
        *place = json_place(rows->positions, &rows->root, list, 0);
    if (cJSON_IsArray(list))
        return list;
    error_at(error, place, "must %s \"%s\", a list of %s", list ? "be" : "have",
             name, what);
    return NULL;
}

bool
json_rows_begin(struct json_rows *rows, const cJSON *root,
                const struct positions *positions, struct csv *csv,
                struct error *error)
{
    struct place place, there;
    const cJSON *names, *list;

    *rows = (struct json_rows){.positions = positions,
                               .root = json_place(positions, NULL, root, 0),
                               .line = 1,
                               .column = 1};
    names = list_of(rows, root, "columns", "their names", &place, error);
    list = names ? list_of(rows, root, "rows", "lists", &there, error) : NULL;
    if (!list)
        return false;
    rows->next = list->child;
    csv->count = (size_t)cJSON_GetArraySize(names);
    csv->names = arena_alloc(csv->arena, csv->count, sizeof *csv->names);
    csv->fields = arena_alloc(csv->arena, csv->count, sizeof *csv->fields);
    if (!csv->names || !csv->fields)
        return error_memory(error);
    csv->count = 0;
    for (const cJSON *name = names->child; name; name = name->next) {
        there = json_place(positions, &place, name, csv->count);
        if (!cJSON_IsString(name))
            return error_at(error, &there, "must be a string, not %s",
                            json_found(name).text);
        csv->names[csv->count++] = name->valuestring;
    }
    return true;
}

/* Moves the known place on to an offset of the text. */
static void
move_to(struct json_rows *rows, size_t offset)
{
    const char *text = rows->root.source->text;

    for (; rows->at < offset; rows->at++) {
        if (text[rows->at] == '\n') {
            rows->line++;
            rows->column = 1;
        } else {
            rows->column += ((unsigned char)text[rows->at] & 0xC0) != 0x80;
        }
    }
}

bool
json_field(const cJSON *value, const char *text, struct arena *arena,
           struct csv_field *field)
{
    if (cJSON_IsString(value)) {
        field->length = strlen(value->valuestring);
        field->text = arena_copy(arena, value->valuestring, field->length);
    } else {
        field->length = cJSON_IsNull(value) ? 0 : strcspn(text, ",]} \t\r\n");
        field->text = arena_copy(arena, text, field->length);
    }
    return field->text != NULL;
}

static bool
fill_field(struct json_rows *rows, const cJSON *value, struct csv *csv,
           struct csv_field *field)
{
    size_t offset = positions_of(rows->positions, value)->value;

    move_to(rows, offset);
    *field = (struct csv_field){.line = rows->line, .column = rows->column};
    return json_field(value, rows->root.source->text + offset, csv->arena,
                      field);
}

/* `value` is NULL where the whole row is wrong. */
static bool
wrong_row(const struct json_rows *rows, const struct csv *csv,
          const cJSON *value, size_t index, struct error *error)
{
    const struct place list = {.parent = &rows->root, .name = "rows"};
    struct place row, there;

    row = json_place(rows->positions, &list, rows->next, rows->index);
    if (!value)
        return error_at(error, &row, "must be a list of %zu values, not %s",
                        csv->count, json_found(rows->next).text);
    there = json_place(rows->positions, &row, value, index);
    return error_at(error, &there, "must be a number, a string or null, not %s",
                    json_found(value).text);
}

bool
json_rows_next(struct json_rows *rows, struct csv *csv, bool *more,
               struct error *error)
{
    const cJSON *value = rows->next ? rows->next->child : NULL;

    *more = rows->next != NULL;
    if (!*more)
        return true;
    if (!cJSON_IsArray(rows->next) ||
        (size_t)cJSON_GetArraySize(rows->next) != csv->count)
        return wrong_row(rows, csv, NULL, 0, error);
    for (size_t i = 0; value; value = value->next, i++)
        if (cJSON_IsArray(value) || cJSON_IsObject(value))
            return wrong_row(rows, csv, value, i, error);
        else if (!fill_field(rows, value, csv, &csv->fields[i]))
            return error_memory(error);
    rows->next = rows->next->next;
    rows->index++;
    return true;
}
