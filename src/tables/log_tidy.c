/* log_tidy.c -- orders the rows of a log by x, run by run. */
#include "tables/log_tidy.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tables/log_number.h"

/* Of so many rows one may go back in a log that is in order. */
enum { ROWS_EACH_RESTART = 4 };

struct tidy_row {
    double run, x;
    size_t row;
    bool measured; /* it has a rate or a loss */
};

static bool
has_value(const struct log *log, size_t column, size_t row)
{
    return column != NO_COLUMN && !log_is_gap(log->columns[column].values[row]);
}

/* The rows that have an x; *count is how many. */
static struct tidy_row *
list_rows(const struct log *log, size_t *count)
{
    struct tidy_row *rows =
        arena_alloc(log->arena, log->rows + 1, sizeof *rows);

    *count = 0;
    for (size_t i = 0; rows && i < log->rows; i++) {
        struct tidy_row row = {.x = (double)i, .row = i};

        if (!log->counted)
            row.x = log->columns[log->x_column].values[i];
        if (log->run != NO_COLUMN)
            row.run = log->columns[log->run].values[i];
        row.run = isnan(row.run) ? -1 : row.run;
        row.measured = has_value(log, log->rate, i) ||
                       has_value(log, log->loss, i) ||
                       (log->rate == NO_COLUMN && log->loss == NO_COLUMN);
        if (!isnan(row.x))
            rows[(*count)++] = row;
    }
    return rows;
}

/* Where x falls back, and how often. */
static size_t
count_falls(const struct tidy_row *rows, size_t count, double run)
{
    double last = -INFINITY;
    size_t falls = 0;

    for (size_t i = 0; i < count; i++) {
        if (rows[i].run != run || !rows[i].measured)
            continue;
        falls += rows[i].x < last;
        last = rows[i].x;
    }
    return falls;
}

static size_t
count_measured(const struct tidy_row *rows, size_t count, double run)
{
    size_t measured = 0;

    for (size_t i = 0; i < count; i++)
        measured += rows[i].run == run && rows[i].measured;
    return measured;
}

/* Whether this row alone is above an x that follows it and has not been yet:
 * it came too early. */
static bool
came_early(const struct tidy_row *rows, size_t at, double x)
{
    for (size_t i = at; i-- > 0;)
        if (rows[i].run == rows[at].run && rows[i].measured)
            return rows[i].x < x;
    return true;
}

/* Drops what a later run of one training replaces: from the last row on, those
 * that are not below all that come after a fall. */
static void
drop_replaced(struct log *log, struct tidy_row *rows, size_t *count, double run)
{
    double bound = INFINITY, last = INFINITY, restart = NAN;
    size_t dropped = 0, kept = *count;

    if (count_falls(rows, *count, run) * ROWS_EACH_RESTART >
        count_measured(rows, *count, run))
        return;
    for (size_t i = *count; i-- > 0;) {
        struct tidy_row row = rows[i];

        if (row.run == run && row.measured) {
            if (row.x > last && !came_early(rows, i, last)) {
                bound = fmin(bound, last);
                restart = bound;
            }
            last = row.x;
        }
        if (row.run == run && row.x >= bound) {
            dropped += row.measured;
            continue;
        }
        rows[--kept] = row;
    }
    memmove(rows, rows + kept, (*count - kept) * sizeof *rows);
    *count -= kept;
    if (dropped > 0)
        text_format(&log->notes,
                    "lrsim: %s: starts again at %s %.10g: %zu row%s of the "
                    "run before left out\n",
                    log->name, log->x_name, restart, dropped,
                    dropped == 1 ? "" : "s");
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

/* Puts the rows, joined where they have one x, into a column of their own;
 * counts the values that a later one replaces. */
static bool
move_column(struct log *log, struct log_column *column,
            const struct tidy_row *rows, size_t count, size_t *replaced)
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
        bool joins = i > 0 && rows[i].x == rows[i - 1].x &&
                     rows[i].run == rows[i - 1].run;

        to += i > 0 && !joins;
        if (joins && log_is_gap(value))
            continue;
        *replaced += joins && !log_is_gap(values[to]) && values[to] != value;
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

static bool
fill_x(struct log *log, const struct tidy_row *rows, size_t count)
{
    log->x = arena_alloc(log->arena, count + 1, sizeof *log->x);
    log->rows = 0;
    for (size_t i = 0; log->x && i < count; i++)
        if (i == 0 || rows[i].x != rows[i - 1].x ||
            rows[i].run != rows[i - 1].run)
            log->x[log->rows++] = rows[i].x;
    return log->x != NULL;
}

static bool
move_rows(struct log *log, struct tidy_row *rows, size_t count)
{
    for (size_t i = 0; i < log->count; i++) {
        size_t replaced = 0;

        if (!move_column(log, &log->columns[i], rows, count, &replaced))
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

bool
log_tidy(struct log *log, struct error *error)
{
    size_t count, without;
    struct tidy_row *rows = list_rows(log, &count);
    bool moves;

    if (!rows)
        return error_memory(error);
    without = log->rows - count;
    if (without > 0)
        text_format(&log->notes,
                    "lrsim: %s: %zu of %zu records have no %s: left out\n",
                    log->name, without, log->records, log->x_name);
    moves = without > 0 || !is_in_order(rows, count);
    if (moves && log->run == NO_COLUMN)
        drop_replaced(log, rows, &count, 0);
    if (moves)
        qsort(rows, count, sizeof *rows, order_tidy_rows);
    if ((moves && !move_rows(log, rows, count)) || !fill_x(log, rows, count))
        return error_memory(error);
    return true;
}
