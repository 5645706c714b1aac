/* log_find.c -- finds columns of a log by their names, and says what is wrong
 * with them. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "tables/log.h"

size_t
log_find(const struct log *log, const char *name)
{
    size_t length = strlen(name), found = NO_COLUMN;

    for (size_t i = 0; i < log->count; i++)
        if (strcmp(log->columns[i].name, name) == 0)
            return i;
    for (size_t i = 0; i < log->count; i++) {
        const char *other = log->columns[i].name;
        size_t size = strlen(other);

        if (size <= length || strcmp(other + size - length, name) != 0 ||
            !strchr("/. ", other[size - length - 1]))
            continue;
        if (found != NO_COLUMN)
            return NO_COLUMN;
        found = i;
    }
    return found;
}

bool
log_columns_error(const struct log *log, const char *flag, const char *message,
                  struct error *error)
{
    struct text names = {.arena = log->arena};

    for (size_t i = 0; i < log->count; i++) {
        const char *name = log->columns[i].name;
        const char *mark = strpbrk(name, ",\"") ? "\"" : "";

        text_format(&names, "%s%s%s%s", i ? ", " : "", mark, quote(name).text,
                    mark);
    }
    if (!text_end(&names))
        return error_memory(error);
    return error_named(error, STATUS_WRONG, flag, "%s %s %s", log->name,
                       message, names.bytes);
}

/* Whether no later column has the same name. */
static bool
is_single(const struct log *log, size_t column)
{
    for (size_t i = column + 1; i < log->count; i++)
        if (strcmp(log->columns[i].name, log->columns[column].name) == 0)
            return false;
    return true;
}

bool
log_column(const struct log *log, const char *flag, const char *name,
           size_t *column, struct error *error)
{
    struct nearest nearest = {.word = name};
    char message[256];

    *column = log_find(log, name);
    if (*column != NO_COLUMN && is_single(log, *column))
        return true;
    if (*column != NO_COLUMN) {
        snprintf(message, sizeof message, "has several columns '%s'; it has",
                 quote(name).text);
        return log_columns_error(log, flag, message, error);
    }
    for (size_t i = 0; i < log->count; i++)
        nearest_try(&nearest, log->columns[i].name);
    snprintf(message, sizeof message, "has no column '%s'%s; it has",
             quote(name).text, nearest_suggestion(&nearest).text);
    return log_columns_error(log, flag, message, error);
}

bool
log_check_numbers(const struct log *log, size_t column, struct error *error)
{
    const struct log_cell *wrong = &log->columns[column].wrong;

    return !wrong->text ||
           error_on_line(error, STATUS_WRONG, log->name, wrong->line,
                         wrong->column, "must be a number, not '%s'",
                         quote(wrong->text).text);
}

void
log_note_missing(struct log *log, size_t column)
{
    size_t missing = log->records - log->columns[column].present;

    if (missing > 0)
        text_format(&log->notes, "lrsim: %s: %zu of %zu records have no %s\n",
                    log->name, missing, log->records,
                    log->columns[column].name);
}
