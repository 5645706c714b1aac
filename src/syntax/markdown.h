/* markdown.h -- the first table of a Markdown file, as records of CSV. */
#ifndef SYNTAX_MARKDOWN_H
#define SYNTAX_MARKDOWN_H

#include "syntax/csv.h"
#include "syntax/lines.h"

/* Start with zero. */
struct markdown {
    struct lines lines;
    char *cells; /* of the current row, each with a NUL */
    size_t size;
};

/* Reads csv->input, which is open, up to its table; then `csv` is as after
 * csv_header(). */
bool markdown_begin(struct markdown *md, struct csv *csv, struct error *error);

/* Like csv_next(). */
bool markdown_next(struct markdown *md, struct csv *csv, bool *more,
                   struct error *error);

#endif
