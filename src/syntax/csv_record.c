/* csv_record.c -- splits a record into fields, byte by byte. */
#include "syntax/csv.h"

#include <string.h>

#include "base/utf8.h"

bool
csv_peek(struct csv *csv, int *c, struct error *error)
{
    if (csv->at == csv->filled && !csv->ended) {
        csv->at = 0;
        if (!input_read(&csv->input, csv->buffer, CSV_BUFFER, &csv->filled,
                        error))
            return false;
        csv->ended = csv->filled == 0;
        csv->buffer[csv->filled] = '\0';
    }
    *c = csv->ended ? CSV_END : (unsigned char)csv->buffer[csv->at];
    return true;
}

static void
pass_byte(struct csv *csv, int c)
{
    csv->at++;
    if (c == '\n') {
        csv->line++;
        csv->column = 1;
    } else {
        csv->column += utf8_begins((char)c);
    }
}

static struct csv_field
current_place(const struct csv *csv)
{
    return (struct csv_field){.line = csv->line, .column = csv->column};
}

/* Adds bytes to the field that begins at `start`. */
static bool
add_bytes(struct csv *csv, const char *bytes, size_t length,
          const struct csv_field *start, struct error *error)
{
    if (length > csv->limit - csv->used)
        return error_on_line(error, STATUS_LIMIT, csv->input.name, start->line,
                             start->column,
                             "a record must have at most %zu bytes; "
                             "this is in a longer one",
                             csv->limit);
    csv->text =
        arena_grow(csv->arena, csv->text, csv->used, length, &csv->size, 1);
    if (!csv->text)
        return error_memory(error);
    memcpy(csv->text + csv->used, bytes, length);
    csv->used += length;
    return true;
}

static bool
refuse_nul(const struct csv *csv, struct error *error)
{
    struct csv_field place = current_place(csv);

    return csv_error(csv, &place, error, "must be text, not a NUL byte");
}

static bool
ends_field(const struct csv *csv, int c)
{
    return c == csv->delimiter || c == '\n' || c == '\r' || c == CSV_END;
}

/* Adds the bytes before the next special one, or the end of the buffer. */
static bool
add_run(struct csv *csv, const struct csv_field *start, struct error *error)
{
    const char *bytes = csv->buffer + csv->at;
    size_t most = csv->filled - csv->at, length = 0, columns = 0;

    while (length < most && !ends_field(csv, (unsigned char)bytes[length]) &&
           bytes[length] != '"' && bytes[length] != '\0') {
        columns += utf8_begins(bytes[length]);
        length++;
    }
    csv->at += length;
    csv->column += columns;
    return add_bytes(csv, bytes, length, start, error);
}

/* Reads from a quote to the one that closes it. */
static bool
read_quoted(struct csv *csv, const struct csv_field *start, struct error *error)
{
    char byte;
    int c;

    pass_byte(csv, '"');
    while (csv_peek(csv, &c, error)) {
        if (c == CSV_END)
            return csv_error(csv, start, error, "the quote is never closed");
        if (c == '"') {
            pass_byte(csv, c);
            if (!csv_peek(csv, &c, error))
                return false;
            if (c != '"')
                return true;
        }
        if (c == '\0')
            return refuse_nul(csv, error);
        byte = (char)c;
        if (!add_bytes(csv, &byte, 1, start, error))
            return false;
        pass_byte(csv, c);
    }
    return false;
}

static bool
read_field(struct csv *csv, struct csv_field *field, struct error *error)
{
    struct csv_field place;
    size_t start = csv->used;
    bool quoted;
    int c;

    *field = current_place(csv);
    if (!csv_peek(csv, &c, error))
        return false;
    quoted = c == '"';
    if (quoted && !read_quoted(csv, field, error))
        return false;
    while (csv_peek(csv, &c, error)) {
        if (ends_field(csv, c)) {
            field->length = csv->used - start;
            return add_bytes(csv, "", 1, field, error);
        }
        place = current_place(csv);
        if (quoted)
            return csv_error(csv, &place, error,
                             "must be the end of the field after its closing "
                             "quote; a quote inside is doubled");
        if (c == '"')
            return csv_error(csv, &place, error,
                             "a quote must begin its field, or be doubled "
                             "inside a quoted one");
        if (c == '\0')
            return refuse_nul(csv, error);
        if (!add_run(csv, field, error))
            return false;
    }
    return false;
}

/* Skips the delimiter or the end of the line; `more`: another field follows. */
static bool
end_field(struct csv *csv, bool *more, struct error *error)
{
    struct csv_field place = current_place(csv);
    int c;

    if (!csv_peek(csv, &c, error))
        return false;
    *more = c == csv->delimiter;
    if (c == CSV_END)
        return true;
    pass_byte(csv, c);
    if (c != '\r')
        return true;
    /* Python on Windows writes \r\r\n where a file is not told otherwise. */
    do
        if (!csv_peek(csv, &c, error))
            return false;
        else if (c == '\r')
            pass_byte(csv, c);
    while (c == '\r');
    if (c != '\n')
        return csv_error(csv, &place, error,
                         "a carriage return must be followed by a line feed");
    pass_byte(csv, c);
    return true;
}

/* The fields of a record; 0 at the end of the file. */
static bool
read_record(struct csv *csv, size_t *count, struct error *error)
{
    bool more = true;
    const char *text;
    int c;

    *count = csv->used = 0;
    if (!csv_peek(csv, &c, error))
        return false;
    while (more && c != CSV_END) {
        csv->fields = arena_grow(csv->arena, csv->fields, *count, 1, &csv->room,
                                 sizeof *csv->fields);
        if (!csv->fields)
            return error_memory(error);
        if (!read_field(csv, &csv->fields[(*count)++], error) ||
            !end_field(csv, &more, error))
            return false;
    }
    text = csv->text;
    for (size_t i = 0; i < *count; i++) {
        csv->fields[i].text = text;
        text += csv->fields[i].length + 1;
    }
    return true;
}

/* Keeps the text of a line that begins with #, without its end. */
static bool
read_comment(struct csv *csv, struct error *error)
{
    struct csv_field place = current_place(csv);
    int c;

    csv->used = 0;
    for (;;) {
        char byte;

        if (!csv_peek(csv, &c, error))
            return false;
        byte = (char)c;
        if (c == '\n' || c == CSV_END)
            break;
        if (!add_bytes(csv, &byte, c != '\r', &place, error))
            return false;
        pass_byte(csv, c);
    }
    csv->comment = arena_copy(csv->arena, csv->text, csv->used);
    return csv->comment || error_memory(error);
}

/* Passes comments, where there may be any. */
static bool
pass_comments(struct csv *csv, struct error *error)
{
    bool more;
    int c;

    for (;;) {
        if (!csv_peek(csv, &c, error))
            return false;
        if (!csv->comments || c != '#')
            return true;
        if (!read_comment(csv, error) || !end_field(csv, &more, error))
            return false;
    }
}

bool
csv_record(struct csv *csv, size_t *count, struct error *error)
{
    do
        if (!pass_comments(csv, error) || !read_record(csv, count, error))
            return false;
    while (*count == 1 && csv->count != 1 && csv->fields[0].length == 0);
    return true;
}
