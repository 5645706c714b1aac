/* input.c -- one of the two files that are compared: a table, or a spec. */
#include "diff/diff.h"
#include "simulate/families.h"

bool
diff_input_open(struct diff_input *input, const char *path,
                const struct arguments *arguments, const struct options *view,
                struct error *error)
{
    struct records *records = &input->records;

    records->csv.arena = arguments->arena;
    if (!records_open(records, path, (size_t)view->max_input, error))
        return false;
    input->spec = !records->table;
    if (!input->spec)
        return true;
    input->document = (struct document){.arena = arguments->arena,
                                        .table = spec_table,
                                        .families = all_families};
    return document_take(&input->document, records->root, error);
}

void
diff_input_close(struct diff_input *input)
{
    records_close(&input->records);
}
