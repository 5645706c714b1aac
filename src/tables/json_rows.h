/* json_rows.h -- {"columns": […], "rows": [[…], …]} as records of CSV. */
#ifndef TABLES_JSON_ROWS_H
#define TABLES_JSON_ROWS_H

#include "syntax/csv.h"
#include "syntax/json.h"

struct json_rows {
    const struct positions *positions;
    struct place root;
    const cJSON *next;
    size_t index;            /* of the next row */
    size_t at, line, column; /* how far places are known */
};

/* A number as it is written in a text, what a string holds, nothing for null;
 * false without memory. */
bool json_field(const cJSON *value, const char *text, struct arena *arena,
                struct csv_field *field);

/* Whether the root of a tree has rows, and so is a table. */
bool json_has_rows(const cJSON *root);

/* Fills in what a reader of CSV knows after csv_header(). */
bool json_rows_begin(struct json_rows *rows, const cJSON *root,
                     const struct positions *positions, struct csv *csv,
                     struct error *error);

/* As csv_next(). */
bool json_rows_next(struct json_rows *rows, struct csv *csv, bool *more,
                    struct error *error);

#endif
