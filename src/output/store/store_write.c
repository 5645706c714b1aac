/* store_write.c -- adds rows to a database. */
#include "output/store/store_shared.h"

bool
store_leave_out(struct store *store, uint64_t *runs, size_t *count,
                struct error *error)
{
    sqlite3_stmt *statement;
    size_t left = 0, i = 0;
    int code = SQLITE_DONE;

    if (*count == 0)
        return true;
    if (!store_prepare(store,
                       "SELECT run FROM runs WHERE run BETWEEN ? AND ? "
                       "ORDER BY run",
                       &statement, STATUS_OUTPUT, error))
        return false;
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)runs[0]);
    sqlite3_bind_int64(statement, 2, (sqlite3_int64)runs[*count - 1]);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        uint64_t run = (uint64_t)sqlite3_column_int64(statement, 0);

        while (i < *count && runs[i] < run)
            runs[left++] = runs[i++];
        i += i < *count && runs[i] == run;
    }
    while (i < *count)
        runs[left++] = runs[i++];
    *count = left;
    sqlite3_finalize(statement);
    return code == SQLITE_DONE || store_failed(store, STATUS_OUTPUT, error);
}

bool
store_begin_block(struct store *store, struct error *error)
{
    return store_execute(store, "BEGIN", error);
}

/* Inserts the values that are bound to a statement. */
static bool
insert_bound(const struct store *store, sqlite3_stmt *insert,
             struct error *error)
{
    int code = sqlite3_step(insert);

    sqlite3_reset(insert);
    return code == SQLITE_DONE || store_failed(store, STATUS_OUTPUT, error);
}

bool
store_add_row(struct store *store, const double *values, struct error *error)
{
    sqlite3_stmt *insert = store->statement;

    sqlite3_bind_int64(insert, 1, (sqlite3_int64)values[0]);
    for (size_t i = 1; i < store->frame->count; i++) {
        const char *const *labels = store->frame->labels[i];

        if (labels)
            sqlite3_bind_text(insert, (int)i + 1, labels[(size_t)values[i]], -1,
                              SQLITE_STATIC);
        else
            sqlite3_bind_double(insert, (int)i + 1, values[i]);
    }
    return insert_bound(store, insert, error);
}

bool
store_add_curve_row(struct store *store, double run, const double *values,
                    struct error *error)
{
    sqlite3_stmt *insert = store->curve;

    sqlite3_bind_int64(insert, 1, (sqlite3_int64)run);
    sqlite3_bind_int64(insert, 2, (sqlite3_int64)values[0]);
    sqlite3_bind_double(insert, 3, values[1]);
    sqlite3_bind_double(insert, 4, values[2]);
    return insert_bound(store, insert, error);
}

bool
store_end_block(struct store *store, struct error *error)
{
    if (!store_execute(store, "COMMIT", error))
        return false;
    store->kept = true;
    return true;
}

bool
store_finish(struct store *store, struct error *error)
{
    sqlite3_finalize(store->statement);
    sqlite3_finalize(store->curve);
    store->statement = store->curve = NULL;
    store->kept = true;
    return store_execute(store, "PRAGMA journal_mode = DELETE", error);
}
