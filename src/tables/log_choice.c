/* log_choice.c -- chooses which columns of the tables are drawn. */
#include <string.h>

#include "tables/log_tables.h"

/* The most columns that are drawn without names, if there is no usual one. */
enum { COLUMNS_MOST = 6 };

static size_t
find_column(const struct csv *csv, const char *name)
{
    for (size_t i = 0; i < csv->count; i++)
        if (strcmp(csv->names[i], name) == 0)
            return i;
    return NO_COLUMN;
}

static bool
add_y(struct log_tables *tables, const char *name, size_t most,
      struct error *error)
{
    const char **names =
        arena_alloc(tables->arena, tables->y_count + 1, sizeof *names);

    if (!names)
        return error_memory(error);
    for (size_t i = 0; i < tables->y_count; i++) {
        names[i] = tables->y[i];
        if (strcmp(names[i], name) == 0)
            return true;
    }
    if (tables->y_count == most) {
        tables->more = true;
        return true;
    }
    names[tables->y_count++] = name;
    tables->y = names;
    return true;
}

/* Each name of the list must be a column of some file. */
static bool
read_y(struct log_tables *tables, struct error *error)
{
    for (const char *at = tables->names;; at++) {
        size_t file = 0, column;
        char *name;

        if (!csv_list_name(&at, "--y", tables->arena, &name, error))
            return false;
        if (!add_y(tables, name, NO_COLUMN, error))
            return error_memory(error);
        while (file < tables->count &&
               find_column(&tables->items[file].csv, name) == NO_COLUMN)
            file++;
        if (file == tables->count &&
            !csv_column(&tables->items[0].csv, "--y", name, &column, error))
            return false;
        if (!*at)
            return true;
    }
}

/* Whether it is the table of a sweep, which has a row for each run. */
static bool
is_sweep(const struct csv *csv)
{
    return strcmp(csv->names[0], "run") == 0 &&
           find_column(csv, "final_loss") != NO_COLUMN;
}

/* lr and loss, or the losses of a sweep; all columns where a file has none of
 * these. */
static bool
choose_usual_y(struct log_tables *tables, struct error *error)
{
    static const char *const rows[] = {"lr", "loss"};
    static const char *const runs[] = {"final_loss", "best_loss"};
    const char *const *usual = is_sweep(&tables->items[0].csv) ? runs : rows;

    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < tables->count; i++)
            if (find_column(&tables->items[i].csv, usual[k]) != NO_COLUMN &&
                !add_y(tables, usual[k], NO_COLUMN, error))
                return false;
    for (size_t i = 0; tables->y_count == 0 && i < tables->count; i++) {
        const struct csv *csv = &tables->items[i].csv;

        for (size_t k = 0; k < csv->count; k++)
            if (k != tables->items[i].x && k != tables->items[i].run &&
                !add_y(tables, csv->names[k], COLUMNS_MOST, error))
                return false;
    }
    return tables->y_count > 0 ||
           error_named(error, STATUS_WRONG, tables->items[0].csv.input.name,
                       "must have a column to draw besides %s", tables->x);
}

static bool
choose_x_columns(struct log_tables *tables, struct error *error)
{
    tables->x = tables->x_name;
    for (size_t i = 0; i < tables->count; i++) {
        struct log_table *table = &tables->items[i];
        const struct csv *csv = &table->csv;

        table->run = strcmp(csv->names[0], "run") == 0 && csv->count > 2 &&
                             tables->count == 1 && !is_sweep(csv)
                         ? 0
                         : NO_COLUMN;
        table->x = find_column(csv, tables->x ? tables->x : "step");
        if (tables->x && table->x == NO_COLUMN)
            return csv_column(csv, "--x", tables->x, &table->x, error);
        if (table->x == NO_COLUMN)
            table->x = table->run == 0 || is_sweep(csv);
    }
    if (!tables->x)
        tables->x = tables->items[0].csv.names[tables->items[0].x];
    return true;
}

bool
log_tables_choose(struct log_tables *tables, struct error *error)
{
    if (!choose_x_columns(tables, error) ||
        !(tables->names ? read_y(tables, error)
                        : choose_usual_y(tables, error)))
        return false;
    for (size_t i = 0; i < tables->count; i++) {
        struct log_table *table = &tables->items[i];

        table->columns =
            arena_alloc(tables->arena, tables->y_count, sizeof *table->columns);
        table->finite =
            arena_alloc(tables->arena, tables->y_count, sizeof *table->finite);
        if (!table->columns || !table->finite)
            return error_memory(error);
        for (size_t k = 0; k < tables->y_count; k++)
            table->columns[k] = find_column(&table->csv, tables->y[k]);
    }
    return true;
}
