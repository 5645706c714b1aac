/* csv_field.c -- reads fields as numbers and as names of columns. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "syntax/csv.h"
#include "base/nearest.h"
#include "base/text.h"

bool
csv_error(const struct csv *csv, const struct csv_field *field,
          struct error *error, const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_on_line(error, STATUS_WRONG, csv->input.name, field->line,
                         field->column, "%s", message);
}

static const char *
skip_spaces(const char *text)
{
    return text + strspn(text, " \t");
}

bool
csv_is_empty(const struct csv_field *field)
{
    return !*skip_spaces(field->text);
}

/* The end of nan, inf or infinity, after a sign; NULL if it is none of them. */
static const char *
word_end(const char *text)
{
    static const char *const words[] = {"infinity", "inf", "nan"};

    for (size_t i = 0; i < 3; i++)
        if (strncasecmp(text, words[i], strlen(words[i])) == 0)
            return text + strlen(words[i]);
    return NULL;
}

bool
csv_is_number(const struct csv_field *field, double *value)
{
    const char *text = skip_spaces(field->text);
    const char *word = word_end(text + (*text == '+' || *text == '-'));
    char *end;

    /* strtod() would take 0x1p3 and nan(1) too. */
    if (!*text || (!word && strpbrk(text, "xX")))
        return false;
    *value = strtod(text, &end);
    return end != text && (!word || end == word) && !*skip_spaces(end) &&
           (word || isfinite(*value));
}

bool
csv_number(const struct csv *csv, const struct csv_field *field, double *value,
           struct error *error)
{
    if (csv_is_number(field, value))
        return true;
    if (csv_is_empty(field))
        return csv_error(csv, field, error,
                         "must be a number, but the field is empty");
    return csv_error(csv, field, error, "must be a number, not '%s'",
                     quote(field->text).text);
}

bool
csv_has_names(const struct csv *csv)
{
    double value;

    for (size_t i = 0; i < csv->count; i++)
        if (!csv_is_number(&csv->fields[i], &value))
            return true;
    return false;
}

bool
csv_header(struct csv *csv, struct error *error)
{
    if (csv->count == 0)
        return error_named(error, STATUS_WRONG, csv->input.name,
                           "must have a line of column names, but is empty");
    csv->names = arena_alloc(csv->arena, csv->count, sizeof *csv->names);
    if (!csv->names)
        return error_memory(error);
    for (size_t i = 0; i < csv->count; i++) {
        csv->names[i] =
            arena_copy(csv->arena, csv->fields[i].text, csv->fields[i].length);
        if (!csv->names[i])
            return error_memory(error);
    }
    csv->kept = false;
    return true;
}

bool
csv_list_name(const char **list, const char *flag, struct arena *arena,
              char **name, struct error *error)
{
    const char *at = *list;
    size_t used = 0;

    *name = arena_alloc(arena, strlen(at) + 1, 1);
    if (!*name)
        return error_memory(error);
    if (*at != '"') {
        used = strcspn(at, ",");
        memcpy(*name, at, used);
        *list = at + used;
        return true;
    }
    for (at++; *at && (*at != '"' || at[1] == '"'); at++) {
        at += *at == '"';
        (*name)[used++] = *at;
    }
    *list = at + 1;
    return (*at && (at[1] == ',' || !at[1])) ||
           error_named(error, STATUS_WRONG, flag,
                       "a name in quotes must end in one quote, with a "
                       "comma or nothing behind it; a quote in it is doubled");
}

/* A name as it is written in a list. */
static void
add_column_name(struct text *text, const char *name)
{
    if (*name != '"' && !strchr(name, ',')) {
        text_string(text, name);
        return;
    }
    text_string(text, "\"");
    for (; *name; name++)
        text_add(text, *name == '"' ? "\"\"" : name, 1 + (*name == '"'));
    text_string(text, "\"");
}

bool
csv_columns_error(const struct csv *csv, const char *flag, const char *message,
                  struct error *error)
{
    struct text text = {.arena = csv->arena};

    for (size_t i = 0; i < csv->count; i++) {
        text_string(&text, i ? ", " : "");
        add_column_name(&text, csv->names[i]);
    }
    if (!text_end(&text))
        return error_memory(error);
    return error_named(error, STATUS_WRONG, flag, "%s %s %s", csv->input.name,
                       message, text.bytes);
}

size_t
csv_find(const struct csv *csv, const char *name, size_t start)
{
    while (start < csv->count && strcmp(csv->names[start], name) != 0)
        start++;
    return start;
}

bool
csv_column(const struct csv *csv, const char *flag, const char *name,
           size_t *column, struct error *error)
{
    struct nearest nearest = {.word = name};
    bool several;
    char message[256];

    *column = csv_find(csv, name, 0);
    several =
        *column < csv->count && csv_find(csv, name, *column + 1) < csv->count;
    if (*column < csv->count && !several)
        return true;
    for (size_t i = 0; i < csv->count; i++)
        nearest_try(&nearest, csv->names[i]);
    snprintf(message, sizeof message, "%s '%s'%s; it has",
             several ? "has several columns" : "has no column",
             quote(name).text,
             several ? "" : nearest_suggestion(&nearest).text);
    return csv_columns_error(csv, flag, message, error);
}
