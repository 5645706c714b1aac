/* input.c -- opens the two files, and decides how they are compared. */
#include <string.h>

#include "diff/diff.h"
#include "tables/log_shapes.h"

static const char *
input_name(const struct diff_input *input)
{
    return input->records.csv.input.name;
}

/* Whether a shape is no table: what a training prints, or a metric's file. */
static bool
is_log_only(const struct log_shape *shape)
{
    return shape == &log_shape_console || shape == &log_shape_dicts ||
           shape == &log_shape_mlflow;
}

/* Whether a file is a log or a table; what is no JSON is meant to be one. */
static bool
is_table(struct input *file, struct log_form *form, struct arena *arena,
         bool *table, struct error *error)
{
    const struct log_shape *shape;
    struct log_head head = {0};

    if (!log_look(file, arena, &head, &shape, error))
        return false;
    if (!form->shape && shape && is_log_only(shape))
        form->shape = shape;
    *table = form->shape || shape ||
             head.bytes[strspn(head.bytes, " \t\r\n")] != '{';
    return true;
}

/* Finds out whether a file is a spec: what is no table is read as one. */
static bool
open_file(struct diff *diff, const char *path, struct diff_input *input,
          struct error *error)
{
    struct records *records = &input->records;
    size_t limit = diff->request->spec.limit;
    bool table;

    if (!input_open(&records->csv.input, error) ||
        !is_table(&records->csv.input, &input->form, diff->arena, &table,
                  error))
        return false;
    if (!table) {
        if (!records_begin(records, path, &input->form, limit, error))
            return false;
        input->begun = true;
        table = records->table;
    }
    input->is_spec = !table;
    return true;
}

/* Opens an input that has not been read. */
static bool
open_input(struct diff *diff, int i, struct error *error)
{
    const struct spec_input *spec = &diff->request->spec;
    struct diff_input *input = &diff->inputs[i];
    struct records *records = &input->records;
    const char *path = diff->request->paths[i];
    const struct tree *root = diff->request->spec.root;
    bool configured = diff->request->configured[i];

    input->form = diff->request->forms[i];
    records->csv.arena = diff->arena;
    records->csv.input.name = path ? path : "the spec";
    input->is_spec = configured || !path;
    if (!input->is_spec && !diff->request->log &&
        !open_file(diff, path, input, error))
        return false;
    if (!input->is_spec)
        return true;
    diff->has_spec = true;
    input->document = (struct document){
        .arena = diff->arena, .table = spec_table, .families = spec->families};
    if (configured || (!path && root)) {
        struct tree *copy = tree_copy(diff->arena, root);

        return copy ? document_take(&input->document, copy, error)
                    : error_memory(error);
    }
    return !path || document_take(&input->document, records->root, error);
}

/* Two tables in the strict sense. */
static bool
begin_tables(struct diff *diff, struct error *error)
{
    size_t limit = diff->request->spec.limit;

    for (int i = 0; i < 2; i++) {
        struct records *records = &diff->inputs[i].records;

        if (!diff->inputs[i].begun &&
            !records_begin(records, diff->request->paths[i],
                           &diff->inputs[i].form, limit, error))
            return false;
        if (!records->table)
            return error_named(error, STATUS_WRONG,
                               input_name(&diff->inputs[i]),
                               "is a log, which can be compared with a spec "
                               "only, not with a table");
    }
    return true;
}

bool
diff_open(struct diff *diff, struct error *error)
{
    const struct diff_input *inputs = diff->inputs;

    diff->difference.message.arena = diff->notes.arena = diff->arena;
    if (!open_input(diff, 0, error) || !open_input(diff, 1, error))
        return false;
    if (!diff->has_spec)
        return begin_tables(diff, error);
    for (int i = 0; i < 2; i++)
        if (inputs[i].begun && !inputs[i].is_spec)
            return error_named(error, STATUS_WRONG, input_name(&inputs[i]),
                               "must be a log, but has no records with steps");
    return !inputs[0].is_spec || !inputs[1].is_spec ||
           error_plain(error, STATUS_WRONG,
                       "%s and %s are both specs: at least one must have rows",
                       input_name(&inputs[0]), input_name(&inputs[1]));
}

bool
diff_compare(struct diff *diff, struct error *error)
{
    struct diff_input *inputs = diff->inputs;
    int spec = !inputs[0].is_spec;
    bool done = diff->has_spec
                    ? diff_log(diff, &inputs[spec], &inputs[!spec], error)
                    : diff_tables(diff, error);

    return done && ((!diff->difference.message.failed && !diff->notes.failed) ||
                    error_memory(error));
}

void
diff_close(struct diff *diff)
{
    records_close(&diff->inputs[0].records);
    records_close(&diff->inputs[1].records);
}

bool
difference_at(struct difference *difference, const struct diff_input *input,
              size_t line, size_t column)
{
    if (difference->found)
        return false;
    difference->found = true;
    difference->name = input_name(input);
    difference->line = line;
    difference->column = column;
    return true;
}
