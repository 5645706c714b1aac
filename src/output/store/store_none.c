/* store_none.c -- a build without SQLite says so. */
#include <math.h>

#include "output/store/store.h"

static bool
lacking(const struct store *store, enum status status, struct error *error)
{
    return error_named(error, status, store->path,
                       "this lrsim was built without SQLite, and so without "
                       "databases");
}

bool
store_begin(struct store *store, const struct frame *frame,
            const struct fact *facts, size_t count, bool resume,
            struct error *error)
{
    (void)frame;
    (void)facts;
    (void)count;
    (void)resume;
    return lacking(store, STATUS_OUTPUT, error);
}

bool
store_leave_out(struct store *store, uint64_t *runs, size_t *count,
                struct error *error)
{
    (void)runs;
    (void)count;
    return lacking(store, STATUS_OUTPUT, error);
}

bool
store_count(struct store *store, uint64_t *count, struct error *error)
{
    (void)count;
    return lacking(store, STATUS_OUTPUT, error);
}

bool
store_begin_block(struct store *store, struct error *error)
{
    return lacking(store, STATUS_OUTPUT, error);
}

bool
store_row(struct store *store, const double *values, struct error *error)
{
    (void)values;
    return lacking(store, STATUS_OUTPUT, error);
}

bool
store_curve_row(struct store *store, double run, const double *values,
                struct error *error)
{
    (void)run;
    (void)values;
    return lacking(store, STATUS_OUTPUT, error);
}

bool
store_end_block(struct store *store, struct error *error)
{
    return lacking(store, STATUS_OUTPUT, error);
}

bool
store_finish(struct store *store, struct error *error)
{
    return lacking(store, STATUS_OUTPUT, error);
}

bool
store_open(struct store *store, struct error *error)
{
    return lacking(store, STATUS_OUTPUT, error);
}

bool
store_fact(struct store *store, const char *name, const char **text,
           struct error *error)
{
    (void)name;
    (void)text;
    return lacking(store, STATUS_WRONG, error);
}

bool
store_next(struct store *store, bool *more, struct error *error)
{
    (void)more;
    return lacking(store, STATUS_WRONG, error);
}

bool
store_number(const struct store *store, size_t column, double *number)
{
    (void)store;
    (void)column;
    *number = NAN;
    return true;
}

const char *
store_text(const struct store *store, size_t column)
{
    (void)store;
    (void)column;
    return "";
}

void
store_close(struct store *store)
{
    (void)store;
}
