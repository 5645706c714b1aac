/* records.h -- reads a table in any form as records with places. */
#ifndef TABLES_RECORDS_H
#define TABLES_RECORDS_H

#include "syntax/csv.h"
#include "syntax/markdown.h"
#include "tables/json_lines.h"
#include "tables/json_rows.h"
#include "tables/log.h"

/* The form of a file. */
enum table_form {
    TABLE_CSV,
    TABLE_JSON, /* {"columns": [...], "rows": [[...], ...]} */
    TABLE_JSON_LINES,
    TABLE_MARKDOWN,
};

/* Start with csv.arena; end with records_close(). */
struct records {
    struct csv csv; /* names and the current record, in every form */
    enum table_form form;
    bool named; /* the columns have names */
    /* JSON without rows is not a table; its tree is `root`. */
    bool table;
    struct tree *root;
    /* The rest is the reader's own. */
    struct json_rows rows;
    struct json_lines lines;
    struct markdown md;
};

/* Opens a file ("-": standard input) and reads the names of its columns.  The
 * ending of its name decides the form, or else its first bytes; JSON may have
 * at most `limit` bytes. */
bool records_open(struct records *records, const char *path, size_t limit,
                  struct error *error);

/* The same of the file at csv.input, which is open and may have been looked
 * at; a form with a shape decides. */
bool records_begin(struct records *records, const char *path,
                   const struct log_form *form, size_t limit,
                   struct error *error);

/* The next record, in records->csv.fields; `more` is false after the last. */
bool records_next(struct records *records, bool *more, struct error *error);

/* May be called on records that were not opened. */
void records_close(struct records *records);

#endif
