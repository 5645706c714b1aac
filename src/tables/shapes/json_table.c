/* json_table.c -- {"columns": […], "rows": [[…], …]}, as lrsim writes it. */
#include <string.h>

#include "syntax/json.h"
#include "tables/json_rows.h"
#include "tables/log_fields.h"

static bool
is_json_table(const struct log_head *head)
{
    const char *at = head->bytes + strspn(head->bytes, " \t\r\n");

    return *at == '{' && strstr(at, "\"columns\"") && strstr(at, "\"rows\"");
}

static bool
read_rows(struct log_reading *reading, const struct tree *root,
          struct error *error)
{
    struct csv csv = {.arena = reading->arena, .input = *reading->input};
    struct json_rows rows;
    bool more;

    if (!json_rows_begin(&rows, root, &csv, error))
        return false;
    if (!log_fields_name(reading, &csv))
        return error_memory(error);
    for (;;) {
        if (!json_rows_next(&rows, &csv, &more, error))
            return false;
        if (!more)
            return true;
        if (!log_fields_add(reading, &csv))
            return error_memory(error);
    }
}

static bool
read_json_table(struct log_reading *reading, struct error *error)
{
    struct arena *arena = reading->arena;
    struct source *source = arena_alloc(arena, 1, sizeof *source);
    const struct tree *root;
    char *text;

    if (!source)
        return error_memory(error);
    *source = (struct source){.name = reading->log->name, .lines = true};
    if (!input_read_all(reading->input, arena, log_limit(reading), &text,
                        &source->length, error))
        return false;
    source->text = text;
    root = json_read(source, arena, error);
    return root && read_rows(reading, root, error);
}

const struct log_shape log_shape_json_table = {
    .name = "json_table",
    .format = "json",
    .meaning = "columns and rows in JSON, as lrsim writes them",
    .is = is_json_table,
    .read = read_json_table,
};
