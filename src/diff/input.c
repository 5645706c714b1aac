/* input.c -- one of the two files that are compared: a table, or a spec. */
#include "diff/diff.h"
#include "simulate/families.h"

bool
side_open(struct side *side, const char *path,
          const struct arguments *arguments, const struct options *view,
          struct error *error)
{
    struct records *records = &side->records;

    records->csv.arena = arguments->arena;
    if (!records_open(records, path, (size_t)view->max_input, error))
        return false;
    side->spec = !records->table;
    if (!side->spec)
        return true;
    side->document = (struct document){.arena = arguments->arena,
                                       .table = spec_table,
                                       .families = all_families};
    return document_take(&side->document, records->root, error);
}

void
side_close(struct side *side)
{
    records_close(&side->records);
}
