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

/* The first result in the table of a sweep, which has a row for each run;
 * NO_COLUMN in any other. */
static size_t
find_results(const struct csv *csv)
{
    return csv->count > 0 && strcmp(csv->names[0], "run") == 0
               ? find_column(csv, "final_loss")
               : NO_COLUMN;
}

/* Looks at the first row, for columns of words. */
static bool
find_words(struct log_table *table, struct arena *arena, struct error *error)
{
    struct csv *csv = &table->csv;
    bool more;

    table->words = arena_alloc(arena, csv->count + 1, sizeof *table->words);
    if (!table->words)
        return error_memory(error);
    if (!csv_next(csv, &more, error))
        return false;
    csv->kept = more;
    for (size_t i = 0; more && i < csv->count; i++) {
        double value;

        table->words[i] = !csv_is_empty(&csv->fields[i]) &&
                          !csv_is_number(&csv->fields[i], &value);
    }
    return true;
}

/* Whether "loss" is the last word of "val_loss" or "train/loss". */
static bool
ends_in_word(const char *name, const char *word)
{
    size_t length = strlen(name), size = strlen(word);

    return length >= size && strcmp(name + length - size, word) == 0 &&
           (length == size || strchr("_/. ", name[length - size - 1]));
}

/* Whether a name is that of something measured, and so not of x. */
static bool
is_measured(const char *name)
{
    static const char *const measured[] = {
        "lr",  "loss",  "accuracy",  "learning_rate",
        "acc", "error", "grad_norm", "momentum"};

    for (size_t i = 0; i < sizeof measured / sizeof *measured; i++)
        if (ends_in_word(name, measured[i]))
            return true;
    return false;
}

/* The steps; of a sweep the first variable that is a number, or the run; else
 * the first column, where it can be x. */
static size_t
usual_x(const struct log_table *table)
{
    static const char *const steps[] = {"step", "iteration", "iter", "epoch"};
    const struct csv *csv = &table->csv;
    size_t i = 1;

    if (table->results != NO_COLUMN) {
        while (i < table->results && table->words[i])
            i++;
        return i < table->results ? i : 0;
    }
    for (i = 0; i < sizeof steps / sizeof *steps; i++)
        if (find_column(csv, steps[i]) != NO_COLUMN)
            return find_column(csv, steps[i]);
    i = strcmp(csv->names[0], "run") == 0 && csv->count > 2;
    while (i < csv->count && table->words[i])
        i++;
    return csv->count == 1 || i == csv->count || is_measured(csv->names[i])
               ? NO_COLUMN
               : i;
}

/* Whether a column numbers the runs in a table of rows. */
static bool
numbers_runs(const struct log_table *table, size_t column)
{
    const struct csv *csv = &table->csv;

    return column == 0 && table->results == NO_COLUMN && csv->count > 2 &&
           strcmp(csv->names[0], "run") == 0;
}

/* The columns of a table whose last word is `word`, or that are named so. */
static bool
add_usual_y(struct log_tables *tables, const struct log_table *table,
            const char *word, struct error *error)
{
    for (size_t k = 0; k < table->csv.count; k++) {
        const char *name = table->csv.names[k];
        bool usual = table->results == NO_COLUMN ? ends_in_word(name, word)
                                                 : strcmp(name, word) == 0;

        if (usual && k != table->x && !table->words[k] &&
            !add_y(tables, name, COLUMNS_MOST, error))
            return false;
    }
    return true;
}

/* Rates and losses, or the losses of a sweep; all columns where no file has
 * one of these. */
static bool
choose_usual_y(struct log_tables *tables, struct error *error)
{
    static const char *const rows[] = {"lr", "loss"};
    static const char *const runs[] = {"final_loss", "best_loss"};
    const char *const *usual =
        tables->items[0].results != NO_COLUMN ? runs : rows;

    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < tables->count; i++)
            if (!add_usual_y(tables, &tables->items[i], usual[k], error))
                return false;
    for (size_t i = 0; tables->y_count == 0 && i < tables->count; i++) {
        const struct log_table *table = &tables->items[i];

        for (size_t k = 0; k < table->csv.count; k++)
            if (k != table->x && !table->words[k] && !numbers_runs(table, k) &&
                !add_y(tables, table->csv.names[k], COLUMNS_MOST, error))
                return false;
    }
    return tables->y_count > 0 ||
           error_named(error, STATUS_WRONG, tables->items[0].csv.input.name,
                       "must have a column to draw besides %s", tables->x);
}

static bool
choose_x_columns(struct log_tables *tables, struct error *error)
{
    const struct log_table *first = tables->items;

    tables->x = tables->x_name;
    for (size_t i = 0; i < tables->count; i++) {
        struct log_table *table = &tables->items[i];

        table->results = find_results(&table->csv);
        if (!find_words(table, tables->arena, error))
            return false;
        table->x =
            tables->x ? find_column(&table->csv, tables->x) : usual_x(table);
        if (tables->x && table->x == NO_COLUMN)
            return csv_column(&table->csv, "--x", tables->x, &table->x, error);
    }
    if (!tables->x)
        tables->x = first->x == NO_COLUMN ? "row" : first->csv.names[first->x];
    return true;
}

/* The variables of a sweep; words, and the numbers of runs. */
static bool
is_key(const struct log_tables *tables, const struct log_table *table,
       size_t column)
{
    if (column == table->x)
        return false;
    for (size_t k = 0; k < tables->y_count; k++)
        if (table->columns[k] == column)
            return false;
    if (table->results != NO_COLUMN)
        return column < table->results && (column > 0 || table->words[0]);
    return table->words[column] || numbers_runs(table, column);
}

static bool
choose_keys(struct log_tables *tables, struct log_table *table)
{
    size_t count = table->csv.count;

    table->keys = arena_alloc(tables->arena, count + 1, sizeof *table->keys);
    for (size_t i = 0; table->keys && i < count; i++) {
        struct log_key *key = &table->keys[table->key_count];

        if (!is_key(tables, table, i))
            continue;
        *key = (struct log_key){.column = i, .word = table->words[i]};
        key->values =
            arena_alloc(tables->arena, LOG_VALUES, sizeof *key->values);
        if (!key->values)
            return false;
        table->key_count++;
    }
    tables->key_count += table->key_count;
    return table->keys != NULL;
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
        if (!choose_keys(tables, table))
            return error_memory(error);
    }
    return true;
}
