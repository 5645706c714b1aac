/* json_text.c -- the validating pass over a JSON text. */
#include "syntax/json_text.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "syntax/json.h"
#include "syntax/json_reader.h"

static bool read_value(struct json_reader *reader, size_t key);

static void
reader_skip_space(struct json_reader *reader)
{
    while (reader->at < reader->source->length &&
           memchr(" \t\n\r", reader_peek(reader), 4))
        reader->at++;
}

static bool
mark_value(struct json_reader *reader, size_t key)
{
    struct json_offsets *offsets =
        arena_grow(reader->arena, reader->offsets, reader->count, 1,
                   &reader->room, sizeof *offsets);

    if (!offsets)
        return error_memory(reader->error);
    reader->offsets = offsets;
    reader->offsets[reader->count++] = (struct json_offsets){key, reader->at};
    return true;
}

static bool
read_member(struct json_reader *reader)
{
    size_t key = reader->at;

    if (reader_peek(reader) != '"')
        return reader_expected(reader, "must be a key in double quotes");
    if (!reader_string(reader, '"'))
        return false;
    reader_skip_space(reader);
    if (reader_peek(reader) != ':')
        return reader_expected(reader, "must be ':' after a key");
    reader->at++;
    reader_skip_space(reader);
    return read_value(reader, key);
}

static bool
read_items(struct json_reader *reader, bool object)
{
    char close = object ? '}' : ']';

    if (++reader->depth > JSON_DEPTH) {
        error_in(reader->error, reader->source, reader->at,
                 "must be nested at most %d deep", JSON_DEPTH);
        reader->error->status = STATUS_LIMIT;
        return false;
    }
    reader->at++;
    reader_skip_space(reader);
    for (bool first = true; first || reader_peek(reader) != close;
         first = false) {
        if (first && reader_peek(reader) == close)
            break;
        if (!(object ? read_member(reader) : read_value(reader, reader->at)))
            return false;
        reader_skip_space(reader);
        if (reader_peek(reader) == close)
            break;
        if (reader_peek(reader) != ',')
            return reader_expected(reader, object ? "must be ',' or '}'"
                                                  : "must be ',' or ']'");
        reader->at++;
        reader_skip_space(reader);
        if (reader_peek(reader) == close)
            return reader_expected(reader, object
                                               ? "must be a key after ','"
                                               : "must be a value after ','");
    }
    reader->at++;
    reader->depth--;
    return true;
}

static bool
read_value(struct json_reader *reader, size_t key)
{
    char c = reader_peek(reader);

    if (!mark_value(reader, key))
        return false;
    if (c == '{' || c == '[')
        return read_items(reader, c == '{');
    if (c == '"')
        return reader_string(reader, '"');
    if (c == '-' || isdigit((unsigned char)c))
        return reader_number(reader);
    return reader_word(reader);
}

bool
json_validate(const struct source *source, struct arena *arena,
              struct json_offsets **offsets, struct error *error)
{
    struct json_reader state = {
        .source = source, .arena = arena, .error = error};
    struct json_reader *reader = &state;
    size_t valid = utf8_span(source->text, source->length);

    if (source->length >= 3 && !memcmp(source->text, "\xEF\xBB\xBF", 3))
        return error_in(reader->error, source, 0,
                        "must be UTF-8 without a byte order mark");
    if (valid < source->length)
        return error_in(reader->error, source, valid,
                        "must be UTF-8, and the byte 0x%02x is not",
                        (unsigned)(unsigned char)source->text[valid]);
    reader_skip_space(reader);
    if (reader->at == source->length)
        return error_in(reader->error, source, 0,
                        "must be a JSON object, but the text is empty");
    if (!read_value(reader, reader->at))
        return false;
    reader_skip_space(reader);
    if (reader->at < source->length)
        return reader_expected(reader, "must end after the first value");
    *offsets = reader->offsets;
    return true;
}
