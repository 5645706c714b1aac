/* json_lines.h -- JSON lines, an object on each, as records of CSV. */
#ifndef TABLES_JSON_LINES_H
#define TABLES_JSON_LINES_H

#include "syntax/csv.h"
#include "syntax/lines.h"

/* Start with zero. */
struct json_lines {
    struct lines lines;
    struct arena line; /* of the current line's tree */
    bool waits;        /* the first one */
};

/* Whether the first line of a file, of which these bytes are the beginning with
 * a NUL after them, is a JSON object, and more than space follows it. */
bool json_begins_lines(const char *name, const char *bytes, size_t length,
                       bool *begins, struct error *error);

/* Reads the first line of csv->input, which is open; its keys become the names
 * of the columns, as after csv_header(). */
bool json_lines_begin(struct json_lines *lines, struct csv *csv,
                      struct error *error);

/* Like csv_next().  A key that a line lacks is an empty field. */
bool json_lines_next(struct json_lines *lines, struct csv *csv, bool *more,
                     struct error *error);

void json_lines_close(struct json_lines *lines);

#endif
