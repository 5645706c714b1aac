/* database.c -- the format that store.h writes. */
#include "output/format.h"

const struct format format_db = {
    .name = "db",
    .meaning = "an SQLite database, in which a sweep that was ended goes on",
    .database = true,
};
