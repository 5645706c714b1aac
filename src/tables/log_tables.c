/* log_tables.c -- opens the tables that are drawn. */
#include "tables/log_tables.h"

#include <string.h>

/* Columns without names are c1, c2, … */
static bool
read_names(struct csv *csv, struct error *error)
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
read_delimiter(const char *text, char *delimiter, struct error *error)
{
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

/* File names without folders, unless two files have the same name. */
static void
choose_titles(struct log_tables *tables)
{
    const char *const *paths = tables->paths;

    for (size_t i = 0; i < tables->count; i++) {
        tables->items[i].title = file_title(paths[i]);
        for (size_t k = 0; k < tables->count; k++)
            if (k != i &&
                strcmp(file_title(paths[k]), tables->items[i].title) == 0)
                tables->items[i].title = paths[i];
    }
}

bool
log_tables_open(struct log_tables *tables, struct error *error)
{
    size_t inputs = 0;
    char delimiter;

    if (!read_delimiter(tables->delimiter, &delimiter, error))
        return false;
    tables->items =
        arena_alloc(tables->arena, tables->count, sizeof *tables->items);
    if (!tables->items)
        return error_memory(error);
    for (size_t i = 0; i < tables->count; i++) {
        inputs += strcmp(tables->paths[i], "-") == 0;
        if (inputs > 1)
            return error_plain(error, STATUS_WRONG,
                               "-: standard input can be read only once");
    }
    for (size_t i = 0; i < tables->count; i++) {
        struct csv *csv = &tables->items[i].csv;

        csv->arena = tables->arena;
        csv->delimiter = delimiter;
        if (!csv_open(csv, tables->paths[i], error) || !read_names(csv, error))
            return false;
    }
    choose_titles(tables);
    return true;
}

void
log_tables_close(struct log_tables *tables)
{
    for (size_t i = 0; tables->items && i < tables->count; i++)
        csv_close(&tables->items[i].csv);
}
