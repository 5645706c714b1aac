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
    bool united;       /* all lines are kept, and all their keys are columns */
    size_t kept_count, kept_room, kept_next;
    struct json_line *kept;
};

/* Whether bytes begin with a JSON object that is a line, and more follows. */
bool json_begins_lines(const char *bytes, size_t length);

/* Fills in what a reader of CSV knows after csv_header(), from the open
 * csv->input: the names are the keys of the first line. */
bool json_lines_begin(struct json_lines *lines, struct csv *csv,
                      struct error *error);

/* After json_lines_begin(): makes the keys of all lines columns, in the order
 * in which they come up; a key with a list or an object in it is none.  Reads
 * and keeps the whole input. */
bool json_lines_unite(struct json_lines *lines, struct csv *csv,
                      struct error *error);

/* As csv_next().  A key that a line lacks is an empty field. */
bool json_lines_next(struct json_lines *lines, struct csv *csv, bool *more,
                     struct error *error);

void json_lines_close(struct json_lines *lines);

#endif
