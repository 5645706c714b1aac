/* mlflow.c -- a metric of MLflow: lines of a time, a value and a step. */
#include <stdlib.h>
#include <string.h>

#include "syntax/lines.h"
#include "tables/log_number.h"
#include "tables/log_shape.h"

/* Milliseconds since 1970, from 2001 on. */
static const double TIME_LEAST = 1e12;

static const char *const column_names[] = {"timestamp", "value", "step"};
enum { COLUMNS = 3 };

/* Splits a line between single blanks; returns how many numbers it has. */
static size_t
split(const char *at, const char **starts, size_t *lengths)
{
    size_t count = 0;
    double value;

    for (; count < COLUMNS; count++) {
        starts[count] = at;
        lengths[count] = strcspn(at, " \r\n");
        if (!log_number(at, lengths[count], &value))
            return count;
        at += lengths[count];
        if (*at != ' ')
            return count + (count + 1 == COLUMNS);
        at++;
    }
    return 0;
}

static bool
is_mlflow(const struct log_head *head)
{
    const char *starts[COLUMNS];
    size_t lengths[COLUMNS];

    return split(head->bytes, starts, lengths) == COLUMNS &&
           strtod(starts[0], NULL) >= TIME_LEAST;
}

static bool
read_mlflow(struct log_reading *reading, struct error *error)
{
    struct lines lines = {.arena = reading->arena, .input = reading->input};
    const char *starts[COLUMNS];
    size_t lengths[COLUMNS];
    bool more;

    for (size_t i = 0; i < COLUMNS; i++)
        if (!log_name_column(reading, column_names[i], strlen(column_names[i])))
            return error_memory(error);
    for (;;) {
        if (!lines_next(&lines, &more, error))
            return false;
        if (!more)
            return true;
        if (!*lines.text)
            continue;
        if (split(lines.text, starts, lengths) < COLUMNS)
            return error_on_line(error, STATUS_WRONG, reading->log->name,
                                 lines.number, 1,
                                 "must be a time, a value and a step");
        if (!log_begin_record(reading))
            return error_memory(error);
        for (size_t i = 0; i < COLUMNS; i++) {
            const struct log_cell place = {
                NULL, lines.number, (size_t)(starts[i] - lines.text) + 1};

            if (!log_add_at(reading, i, &place, starts[i], lengths[i]))
                return error_memory(error);
        }
    }
}

const struct log_shape log_shape_mlflow = {
    .name = "mlflow",
    .meaning = "a metric's file of MLflow: time, value, step",
    .is = is_mlflow,
    .read = read_mlflow,
};
