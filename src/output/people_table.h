/* people_table.h -- cells in aligned columns, as Markdown or for a terminal. */
#ifndef OUTPUT_PEOPLE_TABLE_H
#define OUTPUT_PEOPLE_TABLE_H

#include "base/text.h"

/* Start with the arena and the columns.  Numbers in a column are aligned at
 * their decimal points. */
struct people_table {
    struct arena *arena;
    size_t columns;
    const bool *words;  /* [columns] of names, which begin on the left */
    bool header;        /* the first row has the names of the columns */
    const char **cells; /* [rows][columns] */
    size_t used, room;
    bool failed; /* no memory */
};

/* Adds a copy of a cell, row by row. */
void people_table_add(struct people_table *table, const char *cell);

/* Adds a number, rounded to some digits (0: the usual ones). */
void people_table_number(struct people_table *table, double value, int digits);

/* The widths of the columns; NULL: no memory. */
struct people_width;
struct people_width *people_table_measure(const struct people_table *table,
                                          bool ruled);

/* Adds the rows to a text; false: no memory. */
bool people_table_markdown(const struct people_table *table, struct text *text);
bool people_table_lines(const struct people_table *table, struct text *text);

#endif
