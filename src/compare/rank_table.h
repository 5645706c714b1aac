/* rank_table.h -- the ranked table of a comparison. */
#ifndef COMPARE_RANK_TABLE_H
#define COMPARE_RANK_TABLE_H

#include "compare/combinations.h"
#include "output/format.h"

/* Where the values of a column are. */
enum rank_value {
    RANK_VALUE_RUN,    /* the number of the run */
    RANK_VALUE_COUNT,  /* a size_t of struct combination, at the offset */
    RANK_VALUE_NUMBER, /* a double, likewise */
    RANK_VALUE_TUNED,  /* the tuned value with this number */
};

struct rank_column {
    const char *name;
    const char *heading; /* shorter, for a terminal */
    int drop_order;      /* a narrow window drops 1 first, then 2; 0: never */
    enum rank_value value;
    size_t offset;
};

struct rank_table {
    struct arena *arena;
    const struct combinations *combinations; /* ranked */
    const char **names;                      /* of the runs, with tuned words */
    const char *const **labels;              /* the same for a frame */
    struct rank_column *columns;             /* [frame.count] */
    struct frame frame;
    double *row; /* one value for each column */
    /* The same for people: its labels are the words of all cells. */
    struct frame people;
};

/* Makes room for the names, which are known after ranking. */
bool rank_table_begin(struct rank_table *table, struct error *error);

/* Chooses the columns, and names the runs. */
bool rank_table_make(struct rank_table *table, struct error *error);

/* Writes the words of all cells, for the frame `people`, each row of which is
 * the number of a run in all columns. */
bool rank_table_round(struct rank_table *table, struct error *error);

/* Fills in table->row for a run. */
void rank_table_row(struct rank_table *table, size_t number);

/* The columns that a person sees, `shown` for each: one that tells no run from
 * another, or repeats one before, is not, unless it is always of interest. */
void rank_table_choose(const struct rank_table *table, bool *shown);

/* Adds the table in aligned columns, for a window of this width. */
void rank_table_text(struct rank_table *table, size_t width, struct text *text);

#endif
