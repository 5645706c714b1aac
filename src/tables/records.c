/* records.c -- opens and reads a table in any of the forms. */
#include "tables/records.h"

#include <string.h>

#include "syntax/json.h"
#include "tables/log_shapes.h"

static bool
open_json(struct records *records, size_t limit, struct error *error)
{
    struct csv *csv = &records->csv;
    struct source *source = arena_alloc(csv->arena, 1, sizeof *source);
    char *text;
    bool done;

    if (!source)
        return error_memory(error);
    *source = (struct source){.name = csv->input.name, .lines = true};
    records->named = true;
    done = input_read_all(&csv->input, csv->arena, limit, &text,
                          &source->length, error);
    input_close(&csv->input);
    if (!done)
        return false;
    source->text = text;
    records->root = json_read(source, csv->arena, error);
    records->table = tree_member(records->root, "rows") != NULL;
    return records->root &&
           (!records->table ||
            json_rows_begin(&records->rows, records->root, csv, error));
}

static bool
ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), suffix = strlen(ending);

    return length > suffix && strcmp(path + length - suffix, ending) == 0;
}

/* By the ending of the name, or else by the first bytes. */
static bool
find_form(struct records *records, const char *path, struct error *error)
{
    enum { LOOK = 1 << 16 };
    struct input *input = &records->csv.input;
    char *bytes = arena_alloc(records->csv.arena, LOOK + 1, 1);
    size_t length;
    bool lines;

    if (!bytes)
        return error_memory(error);
    if (!input_look(input, bytes, LOOK, &length, error))
        return false;
    records->form = ends_in(path, ".json")    ? TABLE_JSON
                    : ends_in(path, ".jsonl") ? TABLE_JSON_LINES
                    : ends_in(path, ".md")    ? TABLE_MARKDOWN
                    : *bytes == '|'           ? TABLE_MARKDOWN
                    : *bytes == '{'           ? TABLE_JSON
                                              : TABLE_CSV;
    if (records->form != TABLE_JSON)
        return true;
    if (!json_begins_lines(input->name, bytes, length, &lines, error))
        return false;
    records->form = lines ? TABLE_JSON_LINES : TABLE_JSON;
    return true;
}

/* By --as. */
static bool
take_form(struct records *records, const struct log_shape *shape,
          struct error *error)
{
    static const struct {
        const struct log_shape *shape;
        enum table_form form;
    } forms[] = {
        {&log_shape_csv, TABLE_CSV},
        {&log_shape_json_table, TABLE_JSON},
        {&log_shape_json_lines, TABLE_JSON_LINES},
        {&log_shape_markdown, TABLE_MARKDOWN},
    };

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        records->form = forms[i].form;
        if (forms[i].shape == shape)
            return true;
    }
    return error_named(error, STATUS_WRONG, records->csv.input.name,
                       "is a log (%s), which can be compared with a spec "
                       "only, not with a table",
                       shape->name);
}

bool
records_begin(struct records *records, const char *path,
              const struct log_form *form, size_t limit, struct error *error)
{
    struct csv *csv = &records->csv;

    csv->delimiter = form->delimiter;
    if (!(form->shape ? take_form(records, form->shape, error)
                      : find_form(records, path, error)))
        return false;
    if (records->form == TABLE_JSON)
        return open_json(records, limit, error);
    records->table = true;
    records->named = true;
    if (records->form == TABLE_JSON_LINES)
        return json_lines_begin(&records->lines, csv, error);
    if (records->form == TABLE_MARKDOWN)
        return markdown_begin(&records->md, csv, error);
    if (!csv_begin(csv, error))
        return false;
    records->named = csv->count == 0 || csv_has_names(csv);
    return !records->named || csv_header(csv, error);
}

bool
records_open(struct records *records, const char *path, size_t limit,
             struct error *error)
{
    static const struct log_form by_content = {0};

    records->csv.input.name = path;
    return input_open(&records->csv.input, error) &&
           records_begin(records, path, &by_content, limit, error);
}

bool
records_next(struct records *records, bool *more, struct error *error)
{
    switch (records->form) {
    case TABLE_JSON:
        return json_rows_next(&records->rows, &records->csv, more, error);
    case TABLE_JSON_LINES:
        return json_lines_next(&records->lines, &records->csv, more, error);
    case TABLE_MARKDOWN:
        return markdown_next(&records->md, &records->csv, more, error);
    default:
        return csv_next(&records->csv, more, error);
    }
}

void
records_close(struct records *records)
{
    csv_close(&records->csv);
    json_lines_close(&records->lines);
}
