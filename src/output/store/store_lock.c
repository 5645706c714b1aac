/* store_lock.c -- makes or opens the file of a database, for this process
 * alone. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "output/store/store_shared.h"

/* Processes that start at the same moment keep one another from the lock until
 * all but one have waited: about half a second in all. */
enum { ATTEMPTS = 12, WAIT_LEAST = 10, WAIT_MOST = 80 }; /* milliseconds */

/* Makes the file, which must not exist, except to be resumed. */
static bool
make_file(struct store *store, bool resume, struct error *error)
{
    int descriptor =
        open(store->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    struct stat status;

    store->created = descriptor >= 0;
    if (store->created && close(descriptor) == 0)
        return true;
    if (errno == EEXIST && stat(store->path, &status) == 0 &&
        !S_ISREG(status.st_mode))
        return error_named(error, STATUS_OUTPUT, store->path,
                           "cannot be a database: it is no regular file");
    if (errno == EEXIST && resume)
        return true;
    if (errno == EEXIST)
        return error_named(error, STATUS_OUTPUT, store->path,
                           "already exists; use --resume to continue it");
    return error_named(error, STATUS_OUTPUT, store->path,
                       "cannot be written: %s", strerror(errno));
}

bool
store_connect(struct store *store, enum status status, struct error *error)
{
    struct text name = {.arena = store->arena};
    sqlite3 *database = NULL;
    int code;

    /* SQLite would take "file:x.db" for a URI, and ":memory:" for no file. */
    text_format(&name, "%s%s", *store->path == '/' ? "" : "./", store->path);
    if (!text_end(&name))
        return error_memory(error);
    code = sqlite3_open_v2(name.bytes, &database, SQLITE_OPEN_READWRITE, NULL);
    store->database = database;
    return code == SQLITE_OK || store_failed(store, status, error);
}

/* Takes the lock, which lasts until the database is closed, and begins a
 * transaction. */
static int
take_lock(const struct store *store)
{
    int code = sqlite3_exec(store->database,
                            "PRAGMA locking_mode = EXCLUSIVE;"
                            "BEGIN EXCLUSIVE",
                            NULL, NULL, NULL);
    int moved = 0;

    if (code != SQLITE_OK)
        return code;
    /* Its maker may have removed it in the meantime. */
    sqlite3_file_control(store->database, "main", SQLITE_FCNTL_HAS_MOVED,
                         &moved);
    return moved ? SQLITE_BUSY : SQLITE_OK;
}

/* Waits a time that other processes do not wait. */
static void
wait_for_others(int attempt)
{
    long spread =
        ((long)getpid() * 7919 + attempt * 104729) % (WAIT_MOST - WAIT_LEAST);
    struct timespec pause = {.tv_nsec = (WAIT_LEAST + spread) * 1000000};

    nanosleep(&pause, NULL);
}

bool
store_lock(struct store *store, bool resume, struct error *error)
{
    int code = SQLITE_BUSY;

    if (!make_file(store, resume, error))
        return false;
    for (int i = 0; code == SQLITE_BUSY && i < ATTEMPTS; i++) {
        if (i > 0) {
            sqlite3_close(store->database);
            wait_for_others(i);
        }
        if (!store_connect(store, STATUS_OUTPUT, error))
            return false;
        code = take_lock(store);
    }
    if (code == SQLITE_OK)
        return true;
    /* Who holds the lock owns the file. */
    store->created = store->created && code != SQLITE_BUSY;
    if (code == SQLITE_BUSY)
        return store_in_use(store, STATUS_OUTPUT, error);
    return code == SQLITE_NOTADB ? store_is_foreign(store, STATUS_OUTPUT, error)
                                 : store_failed(store, STATUS_OUTPUT, error);
}
