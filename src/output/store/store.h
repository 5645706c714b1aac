/* store.h -- the rows of a sweep in an SQLite database: what was committed is
 * there whatever happens to the process.
 *
 * Table "meta" has facts (key, value); table "runs" the rows, by the number of
 * their run; table "rows" a few rows of each run, where they are kept.  NaN is
 * NULL.  Numbers are in columns without a type, since SQLite would forget the
 * sign of -0 in others.  One process at a time uses a database; a finished one
 * is a single file. */
#ifndef OUTPUT_STORE_STORE_H
#define OUTPUT_STORE_STORE_H

#include <stdint.h>

#include "output/format.h"

/* A property of all rows of a database. */
struct fact {
    const char *name, *text;
};

/* Start with an arena and a path. */
struct store {
    struct arena *arena;
    const char *path;
    bool curves; /* rows of the runs themselves are kept too */
    /* From begin() or open() on. */
    const struct frame *frame;
    uint64_t runs;      /* that it had at the beginning */
    size_t count;       /* columns that are read */
    const char **names; /* of them */
    /* The driver's own. */
    void *database, *statement; /* which reads, or inserts */
    void *curve;                /* which inserts rows of a run */
    bool created, kept; /* the file is new and ours; something is in it */
};

/* All but the last three are false on an error. */
struct store_driver {
    /* Opens a database for the rows of a frame, whose first column is the run.
     * Without `resume` there must be no such file; with it there may be one
     * that was begun with the same `count` facts. */
    bool (*begin)(struct store *store, const struct frame *frame,
                  const struct fact *facts, size_t count, bool resume,
                  struct error *error);

    /* Which of `count` rising numbers are runs that it does not have: they move
     * to the front, and `count` becomes how many. */
    bool (*leave_out)(struct store *store, uint64_t *runs, size_t *count,
                      struct error *error);

    /* Rows between these two are kept together, or not at all. */
    bool (*begin_block)(struct store *store, struct error *error);
    bool (*end_block)(struct store *store, struct error *error);
    bool (*add_row)(struct store *store, const double *values,
                    struct error *error);
    bool (*add_curve_row)(struct store *store, double run, const double *values,
                          struct error *error); /* step, lr and loss */

    /* Makes it one file, which is all there. */
    bool (*finish)(struct store *store, struct error *error);

    /* Opens a database for reading. */
    bool (*open)(struct store *store, struct error *error);

    /* The text of the fact `name`, in the arena. */
    bool (*fact)(struct store *store, const char *name, const char **text,
                 struct error *error);

    /* The next row in the order of the runs; `more` is false behind the last.
     */
    bool (*next)(struct store *store, bool *more, struct error *error);
    const char *(*text)(const struct store *store, size_t column);

    /* False where a text is in the place of a number. */
    bool (*number)(const struct store *store, size_t column, double *number);

    /* Also of one that is not open.  A new one without a row is removed. */
    void (*close)(struct store *store);
};

/* NULL in a build without SQLite. */
extern const struct store_driver *const store_driver;

/* The error of such a build. */
bool store_missing(const char *path, struct error *error);

#endif
