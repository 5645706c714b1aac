/* metric.c -- reads the column of a log that --metric names. */
#include "tables/metric.h"

#include <string.h>
#include <unistd.h>

#include "tables/log.h"

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

/* The column of this name; without one, the loss, and of two losses that of
 * evaluations; where there is none, the only column. */
static bool
choose_column(struct log *log, const char *name, size_t *column,
              struct error *error)
{
    if (name)
        return log_column(log, flag, name, column, error);
    *column = log->eval_loss != NO_COLUMN ? log->eval_loss : log->loss;
    if (*column != NO_COLUMN) {
        if (log->eval_loss != NO_COLUMN && log->loss != NO_COLUMN)
            text_format(&log->notes, "lrsim: assumed: the metric is %s:%s\n",
                        log->name, quote(log->columns[*column].name).text);
        return true;
    }
    *column = 0;
    return log->count == 1 ||
           log_columns_error(log, flag,
                             "has several columns; FILE:COLUMN names one of",
                             error);
}

/* The values that there are, in the order of the steps. */
static bool
take_values(const struct log *log, size_t column, struct metric *metric,
            struct error *error)
{
    const double *values = log->columns[column].values;

    metric->values = arena_alloc(log->arena, log->rows + 1, sizeof *values);
    if (!metric->values)
        return error_memory(error);
    for (size_t i = 0; i < log->rows; i++)
        if (!log_is_gap(values[i]))
            metric->values[metric->count++] = values[i];
    return metric->count > 0 ||
           error_named(error, STATUS_WRONG, flag,
                       "%s has no value in column '%s'", log->name,
                       quote(log->columns[column].name).text);
}

bool
metric_read(const char *argument, const struct log_form *form,
            struct arena *arena, struct metric *metric, struct error *error)
{
    const char *path = metric_path(argument, arena);
    const char *colon = find_colon(argument);
    const struct log_request request = {.form = *form};
    struct log log = {.arena = arena};
    size_t column;
    bool done;

    *metric = (struct metric){0};
    if (!path)
        return error_memory(error);
    done = log_read(&log, path, &request, error) &&
           choose_column(&log, colon ? colon + 1 : NULL, &column, error) &&
           log_check_numbers(&log, column, error) &&
           take_values(&log, column, metric, error);
    metric->notes = log.notes;
    return done;
}
