/* store.h -- the rows of a sweep in an SQLite database: what was committed is
 * there whatever happens to the process.
 *
 * Table "meta" has facts (key, value); table "runs" the rows, by the number of
 * their run; table "rows" a few rows of each run, where they are kept.  NaN is
 * NULL.  Numbers stand in columns without a type, since
 * SQLite would forget the sign of -0 in others.  One process at a time uses a
 * database; a finished one is a single file.  A build without SQLite refuses
 * to open any. */
#ifndef OUTPUT_STORE_STORE_H
#define OUTPUT_STORE_STORE_H

#include <stdint.h>

#include "output/format.h"

/* What a database says of its rows. */
struct fact {
    const char *name, *text;
};

/* Start with an arena and a path. */
struct store {
    struct arena *arena;
    const char *path;
    bool curves; /* rows of the runs themselves are kept too */
    /* The rest is the store's own. */
    void *database, *statement; /* which reads, or inserts */
    void *curve;                /* which inserts rows of a run */
    const struct frame *frame;
    size_t count;       /* columns that are read */
    const char **names; /* of them */
    const bool *words;  /* whether texts are in them */
    bool created, kept; /* the file is new and ours; something is in it */
};

/* Opens a database for the rows of a frame, whose first column is the run.
 * Without `resume` there must be no such file; with it there may be one that
 * was begun with the same `count` facts. */
bool store_begin(struct store *store, const struct frame *frame,
                 const struct fact *facts, size_t count, bool resume,
                 struct error *error);

/* Which of `count` rising numbers are runs that it does not have: they move to
 * the front, and `count` becomes how many. */
bool store_leave_out(struct store *store, uint64_t *runs, size_t *count,
                     struct error *error);

/* How many runs it has. */
bool store_count(struct store *store, uint64_t *count, struct error *error);

/* Rows between these two are kept together, or not at all. */
bool store_begin_block(struct store *store, struct error *error);
bool store_row(struct store *store, const double *values, struct error *error);
bool store_curve_row(struct store *store, double run, const double *values,
                     struct error *error); /* step, lr and loss */
bool store_end_block(struct store *store, struct error *error);

/* Makes it one file, which is all there. */
bool store_finish(struct store *store, struct error *error);

/* Opens a database for reading: `count`, `names` and `words` are known then.
 * The text of the fact `name` is in the arena. */
bool store_open(struct store *store, struct error *error);
bool store_fact(struct store *store, const char *name, const char **text,
                struct error *error);

/* The next row in the order of the runs; `more` is false behind the last. */
bool store_next(struct store *store, bool *more, struct error *error);
const char *store_text(const struct store *store, size_t column);

/* False where a text is in the place of a number. */
bool store_number(const struct store *store, size_t column, double *number);

/* Also of one that is not open.  A new one without a row is removed. */
void store_close(struct store *store);

#endif
