/* store_read.c -- the rows of a database, run by run. */
#include <math.h>
#include <string.h>

#include "output/store/store_shared.h"

static bool
read_columns(struct store *store, struct error *error)
{
    sqlite3_stmt *statement = store->statement;
    const char **names;

    store->count = (size_t)sqlite3_column_count(statement);
    names = arena_alloc(store->arena, store->count, sizeof *names);
    if (!names)
        return error_memory(error);
    for (size_t i = 0; i < store->count; i++) {
        const char *name = sqlite3_column_name(statement, (int)i);

        names[i] = name ? arena_copy(store->arena, name, strlen(name)) : NULL;
        if (!names[i])
            return error_memory(error);
    }
    store->names = names;
    return true;
}

bool
store_open(struct store *store, struct error *error)
{
    sqlite3_stmt *statement;

    /* For writing too: SQLite puts in order what a killed process left. */
    if (!store_connect(store, STATUS_WRONG, error))
        return false;
    if (!store_prepare(store, "SELECT * FROM runs ORDER BY run", &statement,
                       STATUS_WRONG, error))
        return false;
    store->statement = statement;
    return read_columns(store, error);
}

bool
store_fact(struct store *store, const char *name, const char **text,
           struct error *error)
{
    return store_look_up(store, name, text, STATUS_WRONG, error) &&
           (*text || store_is_foreign(store, STATUS_WRONG, error));
}

bool
store_next(struct store *store, bool *more, struct error *error)
{
    int code = sqlite3_step(store->statement);

    *more = code == SQLITE_ROW;
    return *more || code == SQLITE_DONE ||
           store_failed(store, STATUS_WRONG, error);
}

bool
store_number(const struct store *store, size_t column, double *number)
{
    int type = sqlite3_column_type(store->statement, (int)column);

    *number = type == SQLITE_NULL
                  ? NAN
                  : sqlite3_column_double(store->statement, (int)column);
    return type != SQLITE_TEXT && type != SQLITE_BLOB;
}

const char *
store_text(const struct store *store, size_t column)
{
    const unsigned char *text =
        sqlite3_column_text(store->statement, (int)column);

    return text ? (const char *)text : "";
}
