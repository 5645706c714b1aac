/* database.c -- the format of a database, also in a build without SQLite. */
#include "output/store/store.h"

const struct format format_db = {
    .name = "db",
    .meaning = "an SQLite database, in which a sweep that was ended goes on",
    .database = true,
};

bool
store_missing(const char *path, struct error *error)
{
    return error_named(error, STATUS_OUTPUT, path,
                       "this lrsim was built without SQLite, and so without "
                       "databases");
}
