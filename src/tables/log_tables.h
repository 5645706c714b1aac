/* log_tables.h -- tables of numbers that lrsim, or a training run, wrote. */
#ifndef TABLES_LOG_COLUMNS_H
#define TABLES_LOG_COLUMNS_H

#include "syntax/csv.h"
#include "cli/load_spec.h"
#include "cli/messages.h"

/* No column. */
#define NO_COLUMN ((size_t)-1)

/* One file, and which of its columns are drawn. */
struct log_table {
    struct csv csv;
    const char *title;
    size_t run, x;    /* `run` numbers the runs that it holds, or NO_COLUMN */
    size_t *columns;  /* [y_count]; NO_COLUMN where it has none of the name */
    long rows, steps; /* that were read; that have a place on the axis */
    bool *seen;       /* [y_count]: whether there was a finite value */
};

/* Start with the arguments and their arena. */
struct log_tables {
    const struct arguments *arguments;
    struct arena *arena;
    size_t count;
    struct log_table *items;
    const char *x;
    bool logx; /* its axis has no room for 0 and below */
    size_t y_count;
    const char **y;
    bool more; /* columns than are drawn, and none was named */
};

/* Opens all files, and reads their names of columns. */
bool log_tables_open(struct log_tables *logs, struct error *error);

/* Chooses what is drawn, by --x and --y. */
bool log_tables_choose(struct log_tables *logs, struct error *error);

/* The next row of a file: the number of its run, and in `cells` x and every
 * y.  NaN is an empty cell, INFINITY one that is not finite. */
bool log_tables_next(struct log_tables *logs, size_t number, double *run,
                     double *cells, bool *more, struct error *error);

/* After the last rows: whether there is something to draw.  What only some
 * files or columns lack is noted, a line each. */
bool log_tables_check(struct log_tables *logs, struct text *notes,
                      struct error *error);

/* Also of those that are not open. */
void log_tables_close(struct log_tables *logs);

#endif
