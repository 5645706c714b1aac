/* logs_rows.c -- tables of training runs: their rows, and whether those have
 * something to draw. */
#include <math.h>

#include "command/logs.h"

/* A plain decimal, within what a picture can show of it: much faster than
 * strtod(), which all else is left to. */
static bool
is_plain(const struct csv_field *field, double *value)
{
    static const double powers[] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const char *at = field->text + (field->text[0] == '-');
    const char *end = field->text + field->length, *point = NULL;
    unsigned long long digits = 0;

    if (end - at < 1 || end - at > 23)
        return false;
    for (; at < end; at++) {
        if (*at == '.' && !point)
            point = at + 1;
        else if (*at >= '0' && *at <= '9' && digits < 100000000000000000ULL)
            digits = digits * 10 + (unsigned long long)(*at - '0');
        else
            return false;
    }
    if (point == end)
        return false;
    *value = (double)digits / powers[point ? end - point : 0];
    if (field->text[0] == '-')
        *value = -*value;
    return true;
}

/* A cell: nothing is NaN, and what is written as nan or inf is INFINITY, which
 * leaves a gap. */
static bool
read_cell(const struct csv *csv, size_t column, double *value,
          struct error *error)
{
    *value = NAN;
    if (column == NONE || csv_is_empty(&csv->fields[column]) ||
        is_plain(&csv->fields[column], value))
        return true;
    if (!csv_number(csv, &csv->fields[column], value, error))
        return false;
    *value = isfinite(*value) ? *value : (double)INFINITY;
    return true;
}

bool
logs_next(struct logs *logs, size_t number, double *run, double *cells,
          bool *more, struct error *error)
{
    struct log *log = &logs->items[number];
    struct csv *csv = &log->csv;
    bool placed;

    if (!csv_next(csv, more, error) || !*more)
        return !*more && error->status == STATUS_DONE;
    *run = (double)number;
    log->rows++;
    if (!read_cell(csv, log->x, cells, error) ||
        (log->run != NONE && !read_cell(csv, log->run, run, error)))
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
list_empty(const struct logs *logs, const struct log *log, struct text *names)
{
    size_t count = 0;

    for (size_t k = 0; k < logs->y_count; k++) {
        if (log->columns[k] == NONE || log->seen[k])
            continue;
        text_format(names, "%s'%s'", count++ ? ", " : "",
                    quote(logs->y[k]).text);
    }
    text_add(names, "", 1);
    return count;
}

/* Whether a file has something to draw; the error says what it lacks. */
static bool
check_log(const struct logs *logs, const struct log *log, struct text *names,
          struct error *error)
{
    const char *name = log->csv.input.name,
               *below = logs->logx ? "above 0" : "";
    size_t empty = list_empty(logs, log, names), all = 0;

    for (size_t k = 0; k < logs->y_count; k++)
        all += log->columns[k] != NONE;
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
logs_check(struct logs *logs, struct text *notes, struct error *error)
{
    struct error first = {0};
    size_t good = 0;

    for (size_t i = 0; i < logs->count; i++) {
        struct text names = {.arena = logs->arena};
        struct error found = {0};
        const struct log *log = &logs->items[i];

        if (check_log(logs, log, &names, &found)) {
            good++;
            if (names.used > 1)
                text_format(notes, "lrsim: %s: no finite value in %s\n",
                            log->csv.input.name, names.bytes);
            continue;
        }
        if (first.status == STATUS_DONE)
            first = found;
        text_format(notes, "lrsim: %s\n", found.text);
    }
    if (good == 0)
        *error = first;
    return good > 0;
}
