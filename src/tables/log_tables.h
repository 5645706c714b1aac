/* log_tables.h -- tables of numbers that lrsim or a training run wrote, and
 * which of their columns are drawn. */
#ifndef TABLES_LOG_TABLES_H
#define TABLES_LOG_TABLES_H

#include "base/text.h"
#include "syntax/csv.h"
#include "tables/log.h"

/* A column by which the rows of a table belong to different runs. */
struct log_key {
    size_t column;
    bool word;           /* its first cell is no number */
    size_t count;        /* of its values, by their first rows */
    const char **values; /* [LOG_VALUES] */
    bool many;           /* has more values than have room */
};
enum { LOG_VALUES = 256 };

/* One file. */
struct log_table {
    struct csv csv;
    const char *title; /* its name, without folders if that is unique */
    size_t x;          /* NO_COLUMN: its rows are counted */
    size_t results;    /* of a sweep, the first column that is no variable */
    bool *words;       /* [csv.count]: the first cell is no number */
    size_t *columns;   /* [y_count]; NO_COLUMN where it lacks one */
    size_t key_count;
    struct log_key *keys;
    long rows;     /* that were read */
    long drawable; /* of these, with an x that fits the axis */
    bool *finite;  /* [y_count]: a drawable row has a finite value */
};

/* Start with the request, down to log_x. */
struct log_tables {
    struct arena *arena;
    const char *const *paths; /* [count]; "-" is standard input */
    size_t count;
    const char *delimiter;      /* --delimiter; NULL: guessed from each file */
    const char *x_name, *names; /* --x, and --y's list; NULL: the usual ones */
    bool log_x;                 /* a logarithmic axis: x must be above 0 */
    /* The rest is filled in. */
    struct log_table *items; /* [count] */
    const char *x;
    size_t y_count;
    const char **y;
    bool more;        /* columns are left out, and --y was not given */
    size_t key_count; /* of all tables */
};

/* Opens all files, and reads the names of their columns. */
bool log_tables_open(struct log_tables *tables, struct error *error);

/* Chooses x and y, and what tells runs apart. */
bool log_tables_choose(struct log_tables *tables, struct error *error);

/* Reads the next row of a file: x and every y into `cells`.  An empty cell is
 * NaN, one that is not finite INFINITY. */
bool log_tables_next(struct log_tables *tables, size_t number, double *cells,
                     bool *more, struct error *error);

/* After the last rows: checks that some file has something to draw, and adds a
 * line to `notes` for each file or column that has not. */
bool log_tables_check(const struct log_tables *tables, struct text *notes,
                      struct error *error);

/* May be called at any time. */
void log_tables_close(struct log_tables *tables);

#endif
