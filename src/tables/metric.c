/* metric.c -- reads the column of a log that --metric names. */
#include "tables/metric.h"

#include <string.h>
#include <unistd.h>

#include "syntax/csv.h"

static const char flag[] = "--metric";

/* The last colon, which separates FILE:COLUMN; NULL if there is none, or a file
 * has the whole argument as its name. */
static const char *
find_colon(const char *argument)
{
    return access(argument, F_OK) == 0 ? NULL : strrchr(argument, ':');
}

/* The file's path; NULL without memory. */
static const char *
metric_path(const char *argument, struct arena *arena)
{
    const char *colon = find_colon(argument);

    return colon ? arena_copy(arena, argument, (size_t)(colon - argument))
                 : argument;
}

bool
metric_is_standard_input(const char *argument)
{
    const char *colon = argument ? find_colon(argument) : NULL;

    return argument && argument[0] == '-' &&
           (colon ? colon == argument + 1 : !argument[1]);
}

/* A file of bare numbers has no column names. */
static bool
choose_unnamed(const struct csv *csv, const char *name, struct error *error)
{
    if (name || csv->count > 1)
        return error_named(error, STATUS_WRONG, flag,
                           "%s must have a line of column names, for one "
                           "to be picked",
                           csv->input.name);
    return true;
}

static bool
choose_column(struct csv *csv, const char *name, size_t *column,
              struct error *error)
{
    *column = 0;
    if (csv->count > 0 && !csv_has_names(csv))
        return choose_unnamed(csv, name, error);
    if (!csv_header(csv, error))
        return false;
    if (name)
        return csv_column(csv, flag, name, column, error);
    return csv->count == 1 ||
           csv_columns_error(csv, flag,
                             "has several columns; FILE:COLUMN names one of",
                             error);
}

static bool
add_number(struct arena *arena, struct metric *metric, size_t *room,
           double value, struct error *error)
{
    double *larger = arena_grow(arena, metric->values, metric->count, 1, room,
                                sizeof *larger);

    if (!larger)
        return error_memory(error);
    metric->values = larger;
    metric->values[metric->count++] = value;
    return true;
}

/* Loggers leave the cells of a metric empty in rows that report others. */
static bool
read_values(struct csv *csv, size_t column, struct metric *metric,
            struct error *error)
{
    size_t room = 0;
    double value;
    bool more;

    while (csv_next(csv, &more, error)) {
        if (!more)
            return metric->count > 0 ||
                   error_named(error, STATUS_WRONG, flag,
                               "%s has no value in column '%s'",
                               csv->input.name, quote(csv->names[column]).text);
        if (csv_is_empty(&csv->fields[column]))
            continue;
        if (!csv_number(csv, &csv->fields[column], &value, error) ||
            !add_number(csv->arena, metric, &room, value, error))
            return false;
    }
    return false;
}

bool
metric_read(const char *argument, struct arena *arena, struct metric *metric,
            struct error *error)
{
    const char *path = metric_path(argument, arena);
    const char *colon = find_colon(argument);
    struct csv csv = {.arena = arena};
    size_t column;
    bool done;

    *metric = (struct metric){0};
    if (!path)
        return error_memory(error);
    done = csv_open(&csv, path, error) &&
           choose_column(&csv, colon ? colon + 1 : NULL, &column, error) &&
           read_values(&csv, column, metric, error);
    csv_close(&csv);
    return done;
}
