/* input.c -- opens the two files, and decides how they are compared. */
#include "diff/diff.h"

static const char *
input_name(const struct diff_input *input)
{
    return input->records.csv.input.name;
}

static bool
open_input(struct diff *diff, int i, struct error *error)
{
    const struct spec_input *spec = &diff->request->spec;
    struct diff_input *input = &diff->inputs[i];
    struct records *records = &input->records;

    const char *path = diff->request->paths[i];

    records->csv.arena = diff->arena;
    records->csv.input.name = "the spec";
    if (path && !records_open(records, path, spec->limit, error))
        return false;
    input->is_spec = !records->table;
    if (!input->is_spec)
        return true;
    diff->has_spec = true;
    input->document = (struct document){
        .arena = diff->arena, .table = spec_table, .families = spec->families};
    return !path || document_take(&input->document, records->root, error);
}

bool
diff_open(struct diff *diff, struct error *error)
{
    const struct diff_input *inputs = diff->inputs;

    diff->difference.message.arena = diff->arena;
    if (!open_input(diff, 0, error) || !open_input(diff, 1, error))
        return false;
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

    return done && (!diff->difference.message.failed || error_memory(error));
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
