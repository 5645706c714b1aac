/* store.c -- what may go wrong with a database, and its facts. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "output/store/store_shared.h"

bool
store_in_use(const struct store *store, enum status status, struct error *error)
{
    return error_named(error, status, store->path,
                       "is in use by another process");
}

bool
store_failed(const struct store *store, enum status status, struct error *error)
{
    int code = sqlite3_errcode(store->database);
    int number = sqlite3_system_errno(store->database);

    if (code == SQLITE_NOMEM)
        return error_memory(error);
    if (code == SQLITE_BUSY)
        return store_in_use(store, status, error);
    return error_named(error, status, store->path, "cannot be %s: %s",
                       status == STATUS_OUTPUT ? "written" : "read",
                       code == SQLITE_CANTOPEN && number
                           ? strerror(number)
                           : sqlite3_errmsg(store->database));
}

bool
store_is_foreign(const struct store *store, enum status status,
                 struct error *error)
{
    return error_named(error, status, store->path,
                       "must be a database that `lrsim sweep` wrote, and "
                       "is none");
}

bool
store_execute(const struct store *store, const char *sql, struct error *error)
{
    return sqlite3_exec(store->database, sql, NULL, NULL, NULL) == SQLITE_OK ||
           store_failed(store, STATUS_OUTPUT, error);
}

bool
store_prepare(const struct store *store, const char *sql,
              sqlite3_stmt **statement, enum status status, struct error *error)
{
    int code = sqlite3_prepare_v2(store->database, sql, -1, statement, NULL);

    /* SQLITE_ERROR: it has no such table or column. */
    return code == SQLITE_OK || (code == SQLITE_NOTADB || code == SQLITE_ERROR
                                     ? store_is_foreign(store, status, error)
                                     : store_failed(store, status, error));
}

bool
store_query(const struct store *store, const char *sql, uint64_t *number,
            struct error *error)
{
    sqlite3_stmt *statement;
    bool done;

    if (!store_prepare(store, sql, &statement, STATUS_OUTPUT, error))
        return false;
    done = sqlite3_step(statement) == SQLITE_ROW ||
           store_failed(store, STATUS_OUTPUT, error);
    *number = (uint64_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return done;
}

bool
store_look_up(const struct store *store, const char *name, const char **text,
              enum status status, struct error *error)
{
    sqlite3_stmt *statement;
    const char *found;
    bool done = true;
    int code;

    *text = NULL;
    if (!store_prepare(store, "SELECT value FROM meta WHERE key = ?",
                       &statement, status, error))
        return false;
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    code = sqlite3_step(statement);
    found = code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0)
                               : NULL;
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        done = store_failed(store, status, error);
    if (found) {
        *text = arena_copy(store->arena, found, strlen(found));
        done = *text || error_memory(error);
    }
    sqlite3_finalize(statement);
    return done;
}

/* Removes PATH and what SQLite puts beside it.  It is still locked, so that no
 * other process has begun to use it. */
static void
remove_files(const struct store *store)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};

    sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_exec(store->database, "PRAGMA journal_mode = DELETE", NULL, NULL,
                 NULL);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct text name = {.arena = store->arena};

        text_string(&name, store->path);
        text_string(&name, endings[i]);
        if (text_end(&name))
            unlink(name.bytes);
    }
}

static void
store_close(struct store *store)
{
    sqlite3_finalize(store->statement);
    sqlite3_finalize(store->curve);
    store->statement = store->curve = NULL;
    if (store->created && !store->kept)
        remove_files(store);
    sqlite3_close(store->database);
    store->database = NULL;
    store->created = false;
}

static const struct store_driver sqlite = {
    .begin = store_begin,
    .leave_out = store_leave_out,
    .begin_block = store_begin_block,
    .end_block = store_end_block,
    .add_row = store_add_row,
    .add_curve_row = store_add_curve_row,
    .finish = store_finish,
    .open = store_open,
    .fact = store_fact,
    .next = store_next,
    .text = store_text,
    .number = store_number,
    .close = store_close,
};
const struct store_driver *const store_driver = &sqlite;
