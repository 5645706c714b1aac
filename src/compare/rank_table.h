/* rank_table.h -- the ranked table of a comparison. */
#ifndef COMPARE_RANK_TABLE_H
#define COMPARE_RANK_TABLE_H

#include "compare/combinations.h"
#include "output/format.h"

/* A column of the table. */
struct ranking_column {
    const char *name;
    const char *heading; /* a shorter name, for a narrow window */
    int spare;           /* those with the most are left out first; 0: never */
};

struct ranking {
    struct arena *arena;
    const struct contenders *contenders; /* ranked */
    const char **names;                  /* of the runs, with tuned words */
    const char *const **labels;          /* the same, as tables want them */
    struct ranking_column *columns;
    double *row; /* one value a column */
    struct frame frame;
};

/* Room for the names, which are known when all is ranked. */
bool ranking_begin(struct ranking *ranking, struct error *error);

/* Names and columns; `header`: tables begin with a line of names. */
bool ranking_make(struct ranking *ranking, bool header, struct error *error);

/* Fills in ranking->row for a run. */
void ranking_row(struct ranking *ranking, size_t number);

/* Adds the table in columns, for a person who looks on through a window of
 * this width. */
void ranking_show(struct ranking *ranking, size_t width, struct text *text);

#endif
