/* markdown.h -- the first table of a Markdown file, as records of CSV. */
#ifndef SYNTAX_MARKDOWN_H
#define SYNTAX_MARKDOWN_H

#include "syntax/csv.h"
#include "syntax/lines.h"

/* Start with zero. */
struct markdown {
    struct lines lines;
    char *cells; /* of the present row, one behind the other */
    size_t size;
};

/* Fills in what a reader of CSV knows after csv_header(), from the open
 * csv->input. */
bool markdown_begin(struct markdown *md, struct csv *csv, struct error *error);

/* As csv_next(). */
bool markdown_next(struct markdown *md, struct csv *csv, bool *more,
                   struct error *error);

#endif
