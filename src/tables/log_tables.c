/* log_tables.c -- tables of training runs: which of their columns are drawn.
 */
#include "tables/log_tables.h"

#include <string.h>

/* Columns that are drawn where none is named. */
enum { USUAL_COLUMNS = 6 };

static size_t
find(const struct csv *csv, const char *name)
{
    for (size_t i = 0; i < csv->count; i++)
        if (strcmp(csv->names[i], name) == 0)
            return i;
    return NO_COLUMN;
}

/* Columns without names are c1, c2, … */
static bool
name_columns(struct csv *csv, struct error *error)
{
    if (csv->count == 0 || csv_has_names(csv))
        return csv_header(csv, error);
    csv->names = arena_alloc(csv->arena, csv->count, sizeof *csv->names);
    for (size_t i = 0; csv->names && i < csv->count; i++) {
        struct text text = {.arena = csv->arena};

        text_format(&text, "c%zu", i + 1);
        if (!text_end(&text))
            return error_memory(error);
        csv->names[i] = text.bytes;
    }
    return csv->names || error_memory(error);
}

static bool
read_delimiter(const struct arguments *arguments, char *delimiter,
               struct error *error)
{
    const char *text = arguments->options.delimiter;

    *delimiter = '\0';
    if (!text)
        return true;
    if (strcmp(text, "\\t") == 0)
        text = "\t";
    *delimiter = *text;
    return (strlen(text) == 1 && (unsigned char)*text < 0x80 && *text != '"' &&
            *text != '\n' && *text != '\r') ||
           error_plain(error, STATUS_WRONG,
                       "--delimiter: must be one ASCII character, no quote "
                       "and no line end, not '%s'",
                       quote(text).text);
}

static const char *
file_title(const char *path)
{
    const char *slash = strrchr(path, '/');

    return strcmp(path, "-") == 0 ? "standard input"
           : slash && slash[1]    ? slash + 1
                                  : path;
}

/* Names of files say enough, unless two are the same. */
static void
choose_titles(struct log_tables *logs)
{
    const char **paths = logs->arguments->operands;

    for (size_t i = 0; i < logs->count; i++) {
        logs->items[i].title = file_title(paths[i]);
        for (size_t k = 0; k < logs->count; k++)
            if (k != i &&
                strcmp(file_title(paths[k]), logs->items[i].title) == 0)
                logs->items[i].title = paths[i];
    }
}

bool
log_tables_open(struct log_tables *logs, struct error *error)
{
    const struct arguments *arguments = logs->arguments;
    size_t inputs = 0;
    char delimiter;

    if (!read_delimiter(arguments, &delimiter, error))
        return false;
    logs->count = arguments->operand_count;
    logs->items = arena_alloc(logs->arena, logs->count, sizeof *logs->items);
    if (!logs->items)
        return error_memory(error);
    for (size_t i = 0; i < logs->count; i++) {
        inputs += strcmp(arguments->operands[i], "-") == 0;
        if (inputs > 1)
            return error_plain(error, STATUS_WRONG,
                               "-: standard input can be read only once");
    }
    for (size_t i = 0; i < logs->count; i++) {
        struct csv *csv = &logs->items[i].csv;

        csv->arena = logs->arena;
        csv->delimiter = delimiter;
        if (!csv_open(csv, arguments->operands[i], error) ||
            !name_columns(csv, error))
            return false;
    }
    choose_titles(logs);
    return true;
}

static bool
add_y(struct log_tables *logs, const char *name, size_t most,
      struct error *error)
{
    const char **names =
        arena_alloc(logs->arena, logs->y_count + 1, sizeof *names);

    if (!names)
        return error_memory(error);
    for (size_t i = 0; i < logs->y_count; i++) {
        names[i] = logs->y[i];
        if (strcmp(names[i], name) == 0)
            return true;
    }
    if (logs->y_count == most) {
        logs->more = true;
        return true;
    }
    names[logs->y_count++] = name;
    logs->y = names;
    return true;
}

/* --y: each name must be a column of some file. */
static bool
read_y(struct log_tables *logs, const char *list, struct error *error)
{
    for (const char *at = list;; at++) {
        size_t file = 0, column;
        char *name;

        if (!csv_list_name(&at, "--y", logs->arena, &name, error))
            return false;
        if (!add_y(logs, name, NO_COLUMN, error))
            return error_memory(error);
        while (file < logs->count &&
               find(&logs->items[file].csv, name) == NO_COLUMN)
            file++;
        if (file == logs->count &&
            !csv_column(&logs->items[0].csv, "--y", name, &column, error))
            return false;
        if (!*at)
            return true;
    }
}

/* Whether a table is that of a sweep, whose rows are a run each. */
static bool
is_sweep(const struct csv *csv)
{
    return strcmp(csv->names[0], "run") == 0 &&
           find(csv, "final_loss") != NO_COLUMN;
}

/* lr and loss, or the losses of a sweep, as far as they are there; else what
 * is. */
static bool
choose_y(struct log_tables *logs, struct error *error)
{
    static const char *const rows[] = {"lr", "loss"};
    static const char *const runs[] = {"final_loss", "best_loss"};
    const char *const *usual = is_sweep(&logs->items[0].csv) ? runs : rows;

    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < logs->count; i++)
            if (find(&logs->items[i].csv, usual[k]) != NO_COLUMN &&
                !add_y(logs, usual[k], NO_COLUMN, error))
                return false;
    for (size_t i = 0; logs->y_count == 0 && i < logs->count; i++) {
        const struct csv *csv = &logs->items[i].csv;

        for (size_t k = 0; k < csv->count; k++)
            if (k != logs->items[i].x && k != logs->items[i].run &&
                !add_y(logs, csv->names[k], USUAL_COLUMNS, error))
                return false;
    }
    return logs->y_count > 0 ||
           error_plain(error, STATUS_WRONG,
                       "%s: must have a column to draw besides %s",
                       logs->items[0].csv.input.name, logs->x);
}

static bool
choose_x(struct log_tables *logs, struct error *error)
{
    logs->x = logs->arguments->options.x;
    for (size_t i = 0; i < logs->count; i++) {
        struct log_table *log = &logs->items[i];
        const struct csv *csv = &log->csv;

        log->run = strcmp(csv->names[0], "run") == 0 && csv->count > 2 &&
                           logs->count == 1 && !is_sweep(csv)
                       ? 0
                       : NO_COLUMN;
        log->x = find(csv, logs->x ? logs->x : "step");
        if (logs->x && log->x == NO_COLUMN)
            return csv_column(csv, "--x", logs->x, &log->x, error);
        if (log->x == NO_COLUMN)
            log->x = log->run == 0 || is_sweep(csv);
    }
    if (!logs->x)
        logs->x = logs->items[0].csv.names[logs->items[0].x];
    return true;
}

bool
log_tables_choose(struct log_tables *logs, struct error *error)
{
    const char *list = logs->arguments->options.y;

    if (!choose_x(logs, error) ||
        !(list ? read_y(logs, list, error) : choose_y(logs, error)))
        return false;
    for (size_t i = 0; i < logs->count; i++) {
        struct log_table *log = &logs->items[i];

        log->columns =
            arena_alloc(logs->arena, logs->y_count, sizeof *log->columns);
        log->seen = arena_alloc(logs->arena, logs->y_count, sizeof *log->seen);
        if (!log->columns || !log->seen)
            return error_memory(error);
        for (size_t k = 0; k < logs->y_count; k++)
            log->columns[k] = find(&log->csv, logs->y[k]);
    }
    return true;
}

void
log_tables_close(struct log_tables *logs)
{
    for (size_t i = 0; logs->items && i < logs->count; i++)
        csv_close(&logs->items[i].csv);
}
