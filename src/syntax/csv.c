/* csv.c -- opens CSV, guesses its delimiter, and counts fields; csv_record.c
 * reads records, csv_field.c their values. */
#include "syntax/csv.h"

#include <string.h>

char
csv_guess(const char *bytes, size_t length)
{
    static const char delimiters[] = ",\t;|";
    size_t counts[4] = {0}, best = 0, i = 0;
    bool quoted = false;

    while (i < length && strchr("\r\n", bytes[i]))
        i++;
    for (; i < length && (quoted || bytes[i] != '\n'); i++) {
        const char *found = strchr(delimiters, bytes[i]);

        quoted ^= bytes[i] == '"';
        if (!quoted && found && *found)
            counts[found - delimiters]++;
    }
    for (size_t k = 1; k < 4; k++)
        best = counts[k] > counts[best] ? k : best;
    return delimiters[best];
}

static void
pass_byte_order_mark(struct csv *csv)
{
    if (csv->filled >= 3 && memcmp(csv->buffer, "\xEF\xBB\xBF", 3) == 0)
        csv->at = 3;
}

bool
csv_open(struct csv *csv, const char *path, struct error *error)
{
    csv->input.name = path;
    return input_open(&csv->input, error) && csv_begin(csv, error);
}

bool
csv_begin(struct csv *csv, struct error *error)
{
    size_t count;
    int c;

    csv->limit = csv->limit ? csv->limit : CSV_LIMIT;
    csv->line = csv->column = 1;
    csv->buffer = arena_alloc(csv->arena, CSV_BUFFER + 1, 1);
    if (!csv->buffer)
        return error_memory(error);
    if (!csv_peek(csv, &c, error))
        return false;
    pass_byte_order_mark(csv);
    if (!csv->delimiter)
        csv->delimiter =
            csv_guess(csv->buffer + csv->at, csv->filled - csv->at);
    csv_plain_begin(csv);
    csv->kept = true;
    if (!csv_record(csv, &count, error))
        return false;
    csv->count = count;
    return true;
}

bool
csv_next(struct csv *csv, bool *more, struct error *error)
{
    const struct csv_field *wrong;
    size_t count = csv->count;

    *more = true;
    if (!csv->kept && csv_plain(csv))
        return true;
    if (!csv->kept && !csv_record(csv, &count, error))
        return false;
    csv->kept = false;
    *more = count > 0;
    if (count == 0 || count == csv->count)
        return true;
    wrong = &csv->fields[count > csv->count ? csv->count : count - 1];
    return csv_error(csv, wrong, error,
                     "must be a record of %zu %s, as the first one is, not of "
                     "%zu",
                     csv->count, csv->count == 1 ? "field" : "fields", count);
}

void
csv_close(struct csv *csv)
{
    input_close(&csv->input);
}
