/* json_rows.h -- {"columns": […], "rows": [[…], …]} as records of CSV. */
#ifndef TABLES_JSON_ROWS_H
#define TABLES_JSON_ROWS_H

#include "syntax/csv.h"
#include "syntax/tree.h"

struct json_rows {
    struct place root;
    const struct tree *next;
    size_t index;            /* of the next row */
    size_t at, line, column; /* the last place that was asked for */
};

/* The text of a field: a number as it was written, a string without quotes,
 * nothing for null.  False without memory. */
bool json_field(const struct tree *value, struct arena *arena,
                struct csv_field *field);

/* Reads the names of the columns, as csv_header() does. */
bool json_rows_begin(struct json_rows *rows, const struct tree *root,
                     struct csv *csv, struct error *error);

/* Like csv_next(). */
bool json_rows_next(struct json_rows *rows, struct csv *csv, bool *more,
                    struct error *error);

#endif
