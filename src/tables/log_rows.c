/* log_rows.c -- reads the rows of tables, and checks that they have something
 * to draw. */
#include <math.h>

#include "tables/log_tables.h"

/* An empty cell is NaN; nan and inf become INFINITY, which leaves a gap. */
static bool
read_cell(const struct csv *csv, size_t column, double *value,
          struct error *error)
{
    *value = NAN;
    if (column == NO_COLUMN || csv_approximate(&csv->fields[column], value) ||
        csv_is_empty(&csv->fields[column]))
        return true;
    if (!csv_number(csv, &csv->fields[column], value, error))
        return false;
    *value = isfinite(*value) ? *value : (double)INFINITY;
    return true;
}

bool
log_tables_next(struct log_tables *tables, size_t number, double *cells,
                bool *more, struct error *error)
{
    struct log_table *table = &tables->items[number];
    struct csv *csv = &table->csv;
    bool placed;

    if (!csv_next(csv, more, error) || !*more)
        return !*more && error->status == STATUS_DONE;
    *cells = (double)table->rows++;
    if (table->x != NO_COLUMN && !read_cell(csv, table->x, cells, error))
        return false;
    placed = isfinite(*cells) && (*cells > 0 || !tables->log_x);
    table->drawable += placed;
    for (size_t k = 0; k < tables->y_count; k++) {
        if (!read_cell(csv, table->columns[k], &cells[1 + k], error))
            return false;
        table->finite[k] =
            table->finite[k] || (placed && isfinite(cells[1 + k]));
    }
    return true;
}

/* The columns of a file that have nothing to draw. */
static size_t
list_empty(const struct log_tables *tables, const struct log_table *table,
           struct text *names)
{
    size_t count = 0;

    for (size_t k = 0; k < tables->y_count; k++) {
        if (table->columns[k] == NO_COLUMN || table->finite[k])
            continue;
        text_format(names, "%s'%s'", count++ ? ", " : "",
                    quote(tables->y[k]).text);
    }
    text_end(names);
    return count;
}

/* Whether a file has something to draw; otherwise the error says why not. */
static bool
check_table(const struct log_tables *tables, const struct log_table *table,
            struct text *names, struct error *error)
{
    const char *name = table->csv.input.name;
    const char *bound = tables->log_x ? " above 0" : "";
    size_t empty = list_empty(tables, table, names), all = 0;

    for (size_t k = 0; k < tables->y_count; k++)
        all += table->columns[k] != NO_COLUMN;
    if (names->failed)
        return error_memory(error);
    if (table->rows == 0)
        return error_named(error, STATUS_WRONG, name,
                           "has no rows below its column names");
    if (table->drawable == 0)
        return error_named(error, STATUS_WRONG, name,
                           "column '%s' has no finite value%s in %ld row%s",
                           quote(tables->x).text, bound, table->rows,
                           table->rows == 1 ? "" : "s");
    return empty < all || all == 0 ||
           error_named(error, STATUS_WRONG, name,
                       "%s %s %s no finite value in %ld row%s",
                       empty == 1 ? "column" : "columns", names->bytes,
                       empty == 1 ? "has" : "have", table->rows,
                       table->rows == 1 ? "" : "s");
}

bool
log_tables_check(const struct log_tables *tables, struct text *notes,
                 struct error *error)
{
    struct error first = {0};
    size_t good = 0;

    for (size_t i = 0; i < tables->count; i++) {
        struct text names = {.arena = tables->arena};
        struct error found = {0};
        const struct log_table *table = &tables->items[i];

        if (check_table(tables, table, &names, &found)) {
            good++;
            if (names.used > 0)
                text_format(notes, "lrsim: %s: no finite value in %s\n",
                            table->csv.input.name, names.bytes);
            continue;
        }
        if (first.status == STATUS_DONE)
            first = found;
        text_format(notes, "lrsim: %s\n", error_text(&found).text);
    }
    if (tables->more)
        text_format(notes,
                    "lrsim: only the first %zu columns are drawn; --y names "
                    "others\n",
                    tables->y_count);
    if (good == 0)
        *error = first;
    return good > 0;
}
