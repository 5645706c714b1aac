/* log_rows.c -- tables of training runs: their rows, and whether those have
 * something to draw. */
#include <math.h>

#include "tables/log_tables.h"

/* A cell: nothing is NaN, and what is written as nan or inf is INFINITY, which
 * leaves a gap. */
static bool
read_cell(const struct csv *csv, size_t column, double *value,
          struct error *error)
{
    *value = NAN;
    if (column == NO_COLUMN || csv_rough(&csv->fields[column], value) ||
        csv_is_empty(&csv->fields[column]))
        return true;
    if (!csv_number(csv, &csv->fields[column], value, error))
        return false;
    *value = isfinite(*value) ? *value : (double)INFINITY;
    return true;
}

bool
log_tables_next(struct log_tables *logs, size_t number, double *run,
                double *cells, bool *more, struct error *error)
{
    struct log_table *log = &logs->items[number];
    struct csv *csv = &log->csv;
    bool placed;

    if (!csv_next(csv, more, error) || !*more)
        return !*more && error->status == STATUS_DONE;
    *run = (double)number;
    log->rows++;
    if (!read_cell(csv, log->x, cells, error) ||
        (log->run != NO_COLUMN && !read_cell(csv, log->run, run, error)))
        return false;
    placed = isfinite(*cells) && (*cells > 0 || !logs->logx);
    log->steps += placed;
    for (size_t k = 0; k < logs->y_count; k++) {
        if (!read_cell(csv, log->columns[k], &cells[1 + k], error))
            return false;
        log->seen[k] = log->seen[k] || (placed && isfinite(cells[1 + k]));
    }
    return true;
}

/* The columns of a file that have nothing to draw. */
static size_t
list_empty(const struct log_tables *logs, const struct log_table *log,
           struct text *names)
{
    size_t count = 0;

    for (size_t k = 0; k < logs->y_count; k++) {
        if (log->columns[k] == NO_COLUMN || log->seen[k])
            continue;
        text_format(names, "%s'%s'", count++ ? ", " : "",
                    quote(logs->y[k]).text);
    }
    text_end(names);
    return count;
}

/* Whether a file has something to draw; the error says what it lacks. */
static bool
check_log(const struct log_tables *logs, const struct log_table *log,
          struct text *names, struct error *error)
{
    const char *name = log->csv.input.name,
               *below = logs->logx ? "above 0" : "";
    size_t empty = list_empty(logs, log, names), all = 0;

    for (size_t k = 0; k < logs->y_count; k++)
        all += log->columns[k] != NO_COLUMN;
    if (names->failed)
        return error_memory(error);
    if (log->rows == 0)
        return error_plain(error, STATUS_WRONG,
                           "%s: must have rows below the names of its columns, "
                           "and has none",
                           name);
    if (log->steps == 0)
        return error_plain(error, STATUS_WRONG,
                           "%s: column '%s' must have a finite value%s%s, and "
                           "has none in %ld row%s",
                           name, quote(log->csv.names[log->x]).text,
                           *below ? " " : "", below, log->rows,
                           log->rows == 1 ? "" : "s");
    return empty < all || all == 0 ||
           error_plain(error, STATUS_WRONG,
                       "%s: %s %s must have a finite value, and %s none in %ld "
                       "row%s",
                       name, empty == 1 ? "column" : "columns", names->bytes,
                       empty == 1 ? "has" : "have", log->rows,
                       log->rows == 1 ? "" : "s");
}

bool
log_tables_check(struct log_tables *logs, struct text *notes,
                 struct error *error)
{
    struct error first = {0};
    size_t good = 0;

    for (size_t i = 0; i < logs->count; i++) {
        struct text names = {.arena = logs->arena};
        struct error found = {0};
        const struct log_table *log = &logs->items[i];

        if (check_log(logs, log, &names, &found)) {
            good++;
            if (names.used > 0)
                text_format(notes, "lrsim: %s: no finite value in %s\n",
                            log->csv.input.name, names.bytes);
            continue;
        }
        if (first.status == STATUS_DONE)
            first = found;
        text_format(notes, "lrsim: %s\n", found.text);
    }
    if (logs->more)
        text_format(notes,
                    "lrsim: only the first %zu columns are drawn; --y names "
                    "others\n",
                    logs->y_count);
    if (good == 0)
        *error = first;
    return good > 0;
}
