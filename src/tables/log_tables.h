/* log_tables.h -- tables of numbers that lrsim or a training run wrote, and
 * which of their columns are drawn. */
#ifndef TABLES_LOG_TABLES_H
#define TABLES_LOG_TABLES_H

#include "base/text.h"
#include "syntax/csv.h"

#define NO_COLUMN ((size_t)-1)

/* One file. */
struct log_table {
    struct csv csv;
    const char *title; /* its name, short where that is enough */
    size_t run, x;     /* `run` numbers the runs in the table, or NO_COLUMN */
    size_t *columns;   /* [y_count]; NO_COLUMN where it lacks one */
    long rows;         /* that were read */
    long drawable;     /* of these, whose x has a place on the axis */
    bool *finite;      /* [y_count]: whether a drawable row has such a value */
};

/* Start with what is asked for. */
struct log_tables {
    struct arena *arena;
    const char *const *paths; /* [count]; "-" is standard input */
    size_t count;
    const char *delimiter;      /* --delimiter; NULL: guessed from each file */
    const char *x_name, *names; /* --x, and --y's list; NULL: the usual ones */
    bool log_x;                 /* the axis has no room for 0 and below */
    /* What follows from it. */
    struct log_table *items; /* [count] */
    const char *x;
    size_t y_count;
    const char **y;
    bool more; /* there are columns besides y, and no names were given */
};

/* Opens all files, and reads the names of their columns. */
bool log_tables_open(struct log_tables *tables, struct error *error);

/* Chooses x and y. */
bool log_tables_choose(struct log_tables *tables, struct error *error);

/* The next row of a file: the number of its run, and in `cells` x and every y.
 * NaN is an empty cell, INFINITY one that is not finite. */
bool log_tables_next(struct log_tables *tables, size_t number, double *run,
                     double *cells, bool *more, struct error *error);

/* After the last rows: whether any file has something to draw.  What single
 * files or columns lack is noted, a line each. */
bool log_tables_check(const struct log_tables *tables, struct text *notes,
                      struct error *error);

/* Also of files that are not open. */
void log_tables_close(struct log_tables *tables);

#endif
