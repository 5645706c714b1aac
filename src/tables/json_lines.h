/* json_lines.h -- a JSON object a line, as records of CSV. */
#ifndef TABLES_JSON_LINES_H
#define TABLES_JSON_LINES_H

#include "syntax/csv.h"
#include "syntax/lines.h"

/* Start with zero. */
struct json_lines {
    struct lines lines;
    struct arena line; /* what the present one needs */
    bool waits;        /* the first one */
    bool lenient;      /* keys that the first line lacks are passed over */
};

/* Whether bytes begin with a JSON object that is a line, and more follows. */
bool json_begins_lines(const char *bytes, size_t length);

/* Fills in what a reader of CSV knows after csv_header(), from the open
 * csv->input: the names are the keys of the first line. */
bool json_lines_begin(struct json_lines *lines, struct csv *csv,
                      struct error *error);

/* As csv_next().  A key that a line lacks is an empty field. */
bool json_lines_next(struct json_lines *lines, struct csv *csv, bool *more,
                     struct error *error);

void json_lines_close(struct json_lines *lines);

#endif
