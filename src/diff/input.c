/* input.c -- one of the files that are compared, however it is written. */
#include <string.h>

#include "diff/diff.h"

static bool
open_json(struct side *side, const struct arguments *arguments,
          const struct view *view, struct error *error)
{
    side->document = arguments_document(arguments);
    side->named = true;
    if (!document_read_input(&side->document, &side->csv.input,
                             (size_t)view->max_input, error))
        return false;
    side->spec = !json_has_rows(&side->document);
    return side->spec ||
           json_rows_begin(&side->rows, &side->document, &side->csv, error);
}

static bool
ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), behind = strlen(ending);

    return length > behind && strcmp(path + length - behind, ending) == 0;
}

/* By its ending, or else by how it begins. */
static bool
find_form(struct side *side, const char *path, struct error *error)
{
    enum { LOOK = 1 << 16 };
    struct input *input = &side->csv.input;
    char *bytes = arena_alloc(side->csv.arena, LOOK, 1);
    size_t length;

    if (!bytes)
        return error_memory(error);
    if (!input_look(input, bytes, LOOK, &length, error))
        return false;
    side->form = ends_in(path, ".json")             ? FORM_JSON
                 : ends_in(path, ".jsonl")          ? FORM_JSON_LINES
                 : ends_in(path, ".md")             ? FORM_MD
                 : length == 0                      ? FORM_CSV
                 : *bytes == '|'                    ? FORM_MD
                 : *bytes != '{'                    ? FORM_CSV
                 : json_begins_lines(bytes, length) ? FORM_JSON_LINES
                                                    : FORM_JSON;
    return true;
}

bool
side_open(struct side *side, const char *path,
          const struct arguments *arguments, const struct view *view,
          struct error *error)
{
    struct csv *csv = &side->csv;

    csv->arena = arguments->arena;
    csv->input.name = path;
    if (!input_open(&csv->input, error) || !find_form(side, path, error))
        return false;
    if (side->form == FORM_JSON)
        return open_json(side, arguments, view, error);
    side->named = true;
    if (side->form == FORM_JSON_LINES)
        return json_lines_begin(&side->lines, csv, error);
    if (side->form == FORM_MD)
        return md_begin(&side->md, csv, error);
    if (!csv_begin(csv, error))
        return false;
    side->named = csv->count == 0 || csv_has_names(csv);
    return !side->named || csv_header(csv, error);
}

bool
side_next(struct side *side, bool *more, struct error *error)
{
    switch (side->form) {
    case FORM_JSON:
        return json_rows_next(&side->rows, &side->csv, more, error);
    case FORM_JSON_LINES:
        return json_lines_next(&side->lines, &side->csv, more, error);
    case FORM_MD:
        return md_next(&side->md, &side->csv, more, error);
    default:
        return csv_next(&side->csv, more, error);
    }
}

void
side_close(struct side *side)
{
    csv_close(&side->csv);
    json_lines_close(&side->lines);
    document_free(&side->document);
}
