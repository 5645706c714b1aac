/* rank_table.h -- the ranked table of a comparison. */
#ifndef COMPARE_RANK_TABLE_H
#define COMPARE_RANK_TABLE_H

#include "compare/combinations.h"
#include "output/format.h"

/* A column of the table. */
struct rank_column {
    const char *name;
    const char *heading; /* a shorter name, for a narrow window */
    int spare;           /* those with the most are left out first; 0: never */
};

struct rank_table {
    struct arena *arena;
    const struct combinations *combinations; /* ranked */
    const char **names;                      /* of the runs, with tuned words */
    const char *const **labels;              /* the same, as tables want them */
    struct rank_column *columns;
    double *row; /* one value a column */
    struct frame frame;
};

/* Room for the names, which are known when all is ranked. */
bool rank_table_begin(struct rank_table *table, struct error *error);

/* Names and columns; `header`: tables begin with a line of names. */
bool rank_table_make(struct rank_table *table, bool header,
                     struct error *error);

/* Fills in table->row for a run. */
void rank_table_row(struct rank_table *table, size_t number);

/* Adds the table in columns, for a person who looks on through a window of
 * this width. */
void rank_table_text(struct rank_table *table, size_t width, struct text *text);

#endif
