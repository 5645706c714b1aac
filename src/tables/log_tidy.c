/* log_tidy.c -- orders the rows of a log by x, run by run. */
#include "tables/log_tidy.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tables/log_runs.h"

/* Of so many rows one may go back in a log that is in order. */
enum { ROWS_EACH_RESTART = 4 };

struct tidy_row {
    size_t run, row;
    double x;
    bool measured; /* it has a rate or a loss */
};

static bool
has_value(const struct log *log, size_t column, size_t row)
{
    return column != NO_COLUMN && !log_is_gap(log->columns[column].values[row]);
}

/* The rows of the runs that are read; *count have an x, *without have none. */
static struct tidy_row *
list_rows(const struct log *log, size_t *count, size_t *without)
{
    struct tidy_row *rows =
        arena_alloc(log->arena, log->rows + 1, sizeof *rows);

    *count = *without = 0;
    for (size_t i = 0; rows && i < log->rows; i++) {
        struct tidy_row row = {.x = (double)i, .row = i};

        if (!log->counted)
            row.x = log->columns[log->x_column].values[i];
        if (log->runs)
            row.run = log->runs[i];
        row.measured = has_value(log, log->rate, i) ||
                       has_value(log, log->loss, i) ||
                       (log->rate == NO_COLUMN && log->loss == NO_COLUMN);
        if (row.run == LOG_LEFT_OUT)
            continue;
        if (isnan(row.x))
            ++*without;
        else
            rows[(*count)++] = row;
    }
    return rows;
}

static int
order_by_run(const void *a, const void *b)
{
    const struct tidy_row *p = a, *q = b;

    if (p->run != q->run)
        return p->run < q->run ? -1 : 1;
    return (p->row > q->row) - (p->row < q->row);
}

/* Whether x goes back from time to time only. */
static bool
is_nearly_rising(const struct tidy_row *rows, size_t count)
{
    size_t falls = 0, measured = 0;
    double last = -INFINITY;

    for (size_t i = 0; i < count; i++) {
        if (!rows[i].measured)
            continue;
        measured++;
        falls += rows[i].x < last;
        last = rows[i].x;
    }
    return falls * ROWS_EACH_RESTART <= measured;
}

/* Whether this row alone is above an x that follows it and has not been yet:
 * it came too early. */
static bool
came_early(const struct tidy_row *rows, size_t at, double x)
{
    for (size_t i = at; i-- > 0;)
        if (rows[i].measured)
            return rows[i].x < x;
    return true;
}

/* Drops what a later run of one training replaces: from the last row on, those
 * that are not below all that come after a fall.  Returns how many stay. */
static size_t
drop_replaced(struct log *log, struct tidy_row *rows, size_t count)
{
    double bound = INFINITY, last = INFINITY;
    size_t dropped = 0, kept = count;

    if (!is_nearly_rising(rows, count))
        return count;
    for (size_t i = count; i-- > 0;) {
        struct tidy_row row = rows[i];

        if (row.measured && row.x > last && !came_early(rows, i, last))
            bound = fmin(bound, last);
        if (row.measured)
            last = row.x;
        if (row.x >= bound)
            dropped += row.measured;
        else
            rows[--kept] = row;
    }
    memmove(rows, rows + kept, (count - kept) * sizeof *rows);
    if (dropped > 0)
        text_format(&log->notes,
                    "lrsim: %s: starts again at %s %.10g: %zu row%s of the "
                    "run before left out\n",
                    log->name, log->x_name, bound, dropped,
                    dropped == 1 ? "" : "s");
    return count - kept;
}

/* The same in each run. */
static void
drop_all_replaced(struct log *log, struct tidy_row *rows, size_t *count)
{
    size_t to = 0;

    for (size_t i = 0, end; i < *count; i = end) {
        size_t stay;

        for (end = i; end < *count && rows[end].run == rows[i].run; end++)
            continue;
        stay = drop_replaced(log, rows + i, end - i);
        memmove(rows + to, rows + i, stay * sizeof *rows);
        to += stay;
    }
    *count = to;
}

static int
order_tidy_rows(const void *a, const void *b)
{
    const struct tidy_row *p = a, *q = b;

    if (p->run != q->run)
        return p->run < q->run ? -1 : 1;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return (p->row > q->row) - (p->row < q->row);
}

/* Whether a row joins the one before it. */
static bool
joins(const struct tidy_row *rows, size_t i, bool join)
{
    return join && i > 0 && rows[i].x == rows[i - 1].x &&
           rows[i].run == rows[i - 1].run;
}

/* Puts the rows, joined where they have one x, into a column of their own;
 * counts the values that a later one replaces. */
static bool
move_column(struct log *log, struct log_column *column,
            const struct tidy_row *rows, size_t count, bool join,
            size_t *replaced)
{
    double *values = arena_alloc(log->arena, count + 1, sizeof *values);
    struct log_cell *cells =
        column->cells ? arena_alloc(log->arena, count + 1, sizeof *cells)
                      : NULL;
    size_t to = 0;

    if (!values || (column->cells && !cells))
        return false;
    for (size_t i = 0; i < count; i++) {
        double value = column->values[rows[i].row];
        bool joined = joins(rows, i, join);

        to += i > 0 && !joined;
        if (joined && log_is_gap(value))
            continue;
        *replaced += joined && !log_is_gap(values[to]) && values[to] != value;
        values[to] = value;
        if (cells)
            cells[to] = column->cells[rows[i].row];
    }
    column->values = values;
    column->cells = cells;
    return true;
}

static bool
is_in_order(const struct tidy_row *rows, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (rows[i].run < rows[i - 1].run ||
            (rows[i].run == rows[i - 1].run && rows[i].x <= rows[i - 1].x))
            return false;
    return true;
}

/* Fills in x and the runs of the rows that are left. */
static bool
fill_x(struct log *log, const struct tidy_row *rows, size_t count, bool join)
{
    log->x = arena_alloc(log->arena, count + 1, sizeof *log->x);
    log->rows = 0;
    for (size_t i = 0; log->x && i < count; i++) {
        if (joins(rows, i, join))
            continue;
        if (log->runs)
            log->runs[log->rows] = rows[i].run;
        log->x[log->rows] = rows[i].x;
        /* Rows are counted in each run. */
        if (log->counted && i > 0 && rows[i].run == rows[i - 1].run)
            log->x[log->rows] = log->x[log->rows - 1] + 1;
        else if (log->counted)
            log->x[log->rows] = 0;
        log->rows++;
    }
    return log->x != NULL;
}

static bool
move_rows(struct log *log, struct tidy_row *rows, size_t count, bool join)
{
    for (size_t i = 0; i < log->count; i++) {
        size_t replaced = 0;

        if (!move_column(log, &log->columns[i], rows, count, join, &replaced))
            return false;
        if (replaced > 0 && (i == log->rate || i == log->loss))
            text_format(&log->notes,
                        "lrsim: %s: %zu value%s of %s come twice for one %s: "
                        "the later one is taken\n",
                        log->name, replaced, replaced == 1 ? "" : "s",
                        log->columns[i].name, log->x_name);
    }
    return true;
}

/* Whether the rows are in order as they are. */
static bool
is_rising(const struct log *log)
{
    const double *x = log->columns[log->x_column].values;

    for (size_t i = 0; i < log->rows; i++)
        if (isnan(x[i]) || (i > 0 && x[i] <= x[i - 1]))
            return false;
    return true;
}

/* Steps are brought into order; what else may be x stays as it is, but for the
 * variable of a sweep. */
bool
log_tidy(struct log *log, bool steps, struct error *error)
{
    size_t count, without;
    struct tidy_row *rows;

    if (!log->runs && steps && is_rising(log)) {
        log->x = log->columns[log->x_column].values;
        return true;
    }
    rows = list_rows(log, &count, &without);
    if (!rows)
        return error_memory(error);
    if (without > 0)
        text_format(&log->notes,
                    "lrsim: %s: %zu of %zu records have no %s: left out\n",
                    log->name, without, log->records, log->x_name);
    if (log->runs)
        qsort(rows, count, sizeof *rows, order_by_run);
    if (steps && !is_in_order(rows, count)) {
        drop_all_replaced(log, rows, &count);
        qsort(rows, count, sizeof *rows, order_tidy_rows);
    } else if (log->results != NO_COLUMN) {
        qsort(rows, count, sizeof *rows, order_tidy_rows);
    }
    return (move_rows(log, rows, count, steps) &&
            fill_x(log, rows, count, steps)) ||
           error_memory(error);
}
