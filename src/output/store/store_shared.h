/* store_shared.h -- what those who write and those who read a store have in
 * common.
 */
#ifndef OUTPUT_STORE_STORE_SHARED_H
#define OUTPUT_STORE_STORE_SHARED_H

#include <sqlite3.h>

#include "output/store/store.h"

/* What SQLite says went wrong while it was written (STATUS_OUTPUT) or read
 * (STATUS_WRONG). */
bool store_failed(const struct store *store, enum status status,
                  struct error *error);

/* Another process uses it. */
bool store_in_use(const struct store *store, enum status status,
                  struct error *error);

/* Opens the file, which exists. */
bool store_connect(struct store *store, enum status status,
                   struct error *error);

/* Opens it for this process alone, and begins a transaction.  Without `resume`
 * the file must not exist. */
bool store_lock(struct store *store, bool resume, struct error *error);

/* It is no database of a sweep. */
bool store_is_foreign(const struct store *store, enum status status,
                      struct error *error);

bool store_execute(const struct store *store, const char *sql,
                   struct error *error);

bool store_prepare(const struct store *store, const char *sql,
                   sqlite3_stmt **statement, enum status status,
                   struct error *error);

/* The one number that a query finds. */
bool store_query(const struct store *store, const char *sql, uint64_t *number,
                 struct error *error);

/* The text of a fact, in the arena; NULL where it has none. */
bool store_look_up(const struct store *store, const char *name,
                   const char **text, enum status status, struct error *error);

/* The functions of the driver. */
bool store_begin(struct store *store, const struct frame *frame,
                 const struct fact *facts, size_t count, bool resume,
                 struct error *error);
bool store_leave_out(struct store *store, uint64_t *runs, size_t *count,
                     struct error *error);
bool store_begin_block(struct store *store, struct error *error);
bool store_end_block(struct store *store, struct error *error);
bool store_add_row(struct store *store, const double *values,
                   struct error *error);
bool store_add_curve_row(struct store *store, double run, const double *values,
                         struct error *error);
bool store_finish(struct store *store, struct error *error);
bool store_open(struct store *store, struct error *error);
bool store_fact(struct store *store, const char *name, const char **text,
                struct error *error);
bool store_next(struct store *store, bool *more, struct error *error);
const char *store_text(const struct store *store, size_t column);
bool store_number(const struct store *store, size_t column, double *number);

#endif
