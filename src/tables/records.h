/* records.h -- a table as records with places, whatever its form. */
#ifndef TABLES_RECORDS_H
#define TABLES_RECORDS_H

#include "syntax/csv.h"
#include "syntax/markdown.h"
#include "tables/json_lines.h"
#include "tables/json_rows.h"

/* How a file is written. */
enum table_form {
    TABLE_CSV,
    TABLE_JSON, /* {"columns": [...], "rows": [[...], ...]} */
    TABLE_JSON_LINES,
    TABLE_MARKDOWN,
};

/* Start with an arena in `csv`; end with records_close(). */
struct records {
    struct csv csv; /* names, the present record and its places, any form */
    enum table_form form;
    bool named; /* the columns have names */
    /* JSON without rows is no table: records_open() leaves its tree here. */
    bool table;
    struct tree *root;
    /* The rest is the reader's own. */
    struct json_rows rows;
    struct json_lines lines;
    struct markdown md;
};

/* Opens a file ("-": standard input), and reads the names of its columns.
 * The form follows from the name's ending, or else from the first bytes; JSON
 * may have at most `limit` bytes. */
bool records_open(struct records *records, const char *path, size_t limit,
                  struct error *error);

/* For logs, before the first record: makes the keys of all records of JSON
 * lines columns.  A table in the strict sense has those of the first one. */
bool records_unite(struct records *records, struct error *error);

/* The next record, in records->csv.fields; `more` is false after the last. */
bool records_next(struct records *records, bool *more, struct error *error);

/* Also of records that are not open. */
void records_close(struct records *records);

#endif
