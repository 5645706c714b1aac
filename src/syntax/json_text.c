/* json_text.c -- the validating pass over a JSON text. */
#include "syntax/json_text.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "syntax/json.h"

/* cJSON reads no longer numbers. */
enum { NUMBER_LENGTH = 63 };

struct reader {
    const struct source *source;
    size_t at;
    int depth;
    struct arena *arena;
    struct error *error;
    /* Where the values stand, in the order in which they begin. */
    struct json_offsets *offsets;
    size_t count, room;
};

static bool read_value(struct reader *reader, size_t key);

static char
peek(const struct reader *reader)
{
    return reader->at < reader->source->length
               ? reader->source->text[reader->at]
               : '\0';
}

static void
skip_space(struct reader *reader)
{
    while (reader->at < reader->source->length &&
           memchr(" \t\n\r", peek(reader), 4))
        reader->at++;
}

/* "… must be X, not the end of the text | 'c'" at the present place. */
static bool
expected(struct reader *reader, const char *what)
{
    const struct source *source = reader->source;
    const char *text = source->text + reader->at;
    size_t length;

    if (reader->at >= source->length)
        return error_in(reader->error, source, reader->at,
                        "%s, and here the text ends", what);
    length = utf8_length(text, source->length - reader->at);
    if ((unsigned char)*text < 0x20)
        return error_in(reader->error, source, reader->at,
                        "%s, not the byte 0x%02x", what, (unsigned)*text);
    return error_in(reader->error, source, reader->at,
                    *text == '\'' ? "%s, not \"%.*s\"" : "%s, not '%.*s'", what,
                    (int)length, text);
}

static bool
mark(struct reader *reader, size_t key)
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

static size_t
number_length(const char *text, size_t length)
{
    size_t i = length > 0 && text[0] == '-', digits = i;

    while (i < length && isdigit((unsigned char)text[i]))
        i++;
    if (i == digits || (text[digits] == '0' && i > digits + 1))
        return 0;
    if (i < length && text[i] == '.') {
        digits = ++i;
        while (i < length && isdigit((unsigned char)text[i]))
            i++;
        if (i == digits)
            return 0;
    }
    if (i < length && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        if (i < length && (text[i] == '+' || text[i] == '-'))
            i++;
        digits = i;
        while (i < length && isdigit((unsigned char)text[i]))
            i++;
        if (i == digits)
            return 0;
    }
    return i;
}

static bool
read_number(struct reader *reader)
{
    const char *text = reader->source->text + reader->at;
    size_t left = reader->source->length - reader->at;
    size_t span = 0, length = number_length(text, left);

    while (span < left &&
           (isalnum((unsigned char)text[span]) || strchr("+-.", text[span])))
        span++;
    if (length == 0 || length != span)
        return error_in(reader->error, reader->source, reader->at,
                        "must be a number as JSON writes it, not '%.*s'",
                        (int)(span < 40 ? span : 40), text);
    if (length > NUMBER_LENGTH)
        return error_in(reader->error, reader->source, reader->at,
                        "must be a number of at most %d characters, not of "
                        "%zu",
                        NUMBER_LENGTH, length);
    /* Whatever follows the text, it ends in a NUL. */
    if (!isfinite(strtod(text, NULL)))
        return error_in(reader->error, reader->source, reader->at,
                        "must be a number %s1.8e308, not %.*s",
                        *text == '-' ? "above -" : "below ", (int)length, text);
    reader->at += length;
    return true;
}

static bool
hex4(struct reader *reader, unsigned *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++, reader->at++) {
        char c = peek(reader);

        if (!isxdigit((unsigned char)c))
            return expected(reader, "must be four hexadecimal digits");
        *code =
            *code * 16 + (unsigned)(isdigit((unsigned char)c)
                                        ? c - '0'
                                        : tolower((unsigned char)c) - 'a' + 10);
    }
    return true;
}

static bool
read_escape(struct reader *reader)
{
    size_t start = reader->at++;
    unsigned code, low;

    if (peek(reader) != 'u') {
        if (!peek(reader) || !strchr("\"\\/bfnrt", peek(reader)))
            return expected(reader,
                            "an escape must be one of \\\" \\\\ \\/ \\b \\f "
                            "\\n \\r \\t \\uXXXX");
        reader->at++;
        return true;
    }
    reader->at++;
    if (!hex4(reader, &code))
        return false;
    if (code == 0)
        return error_in(reader->error, reader->source, start,
                        "a string must not hold \\u0000");
    if (code >= 0xD800 && code < 0xDC00 && peek(reader) == '\\') {
        reader->at++;
        if (peek(reader) == 'u') {
            reader->at++;
            if (!hex4(reader, &low))
                return false;
            if (low >= 0xDC00 && low < 0xE000)
                return true;
        }
    }
    if (code >= 0xD800 && code < 0xE000)
        return error_in(reader->error, reader->source, start,
                        "a surrogate must be one of a pair");
    return true;
}

static bool
read_string(struct reader *reader, char quote_mark)
{
    size_t start = reader->at++;

    while (peek(reader) != quote_mark) {
        if (reader->at >= reader->source->length)
            return error_in(reader->error, reader->source, start,
                            quote_mark == '"'
                                ? "a string must end in '\"', and here the "
                                  "text ends"
                                : "a string must end in \"'\", and here the "
                                  "text ends");
        if ((unsigned char)peek(reader) < 0x20)
            return error_in(reader->error, reader->source, reader->at,
                            "a control character in a string must be "
                            "escaped");
        if (peek(reader) != '\\')
            reader->at++;
        else if (!read_escape(reader))
            return false;
    }
    reader->at++;
    return true;
}

static bool
read_member(struct reader *reader)
{
    size_t key = reader->at;

    if (peek(reader) != '"')
        return expected(reader, "must be a key in double quotes");
    if (!read_string(reader, '"'))
        return false;
    skip_space(reader);
    if (peek(reader) != ':')
        return expected(reader, "must be ':' after a key");
    reader->at++;
    skip_space(reader);
    return read_value(reader, key);
}

static bool
read_items(struct reader *reader, bool object)
{
    char close = object ? '}' : ']';

    if (++reader->depth > JSON_DEPTH) {
        error_in(reader->error, reader->source, reader->at,
                 "must be nested at most %d deep", JSON_DEPTH);
        reader->error->status = STATUS_LIMIT;
        return false;
    }
    reader->at++;
    skip_space(reader);
    for (bool first = true; first || peek(reader) != close; first = false) {
        if (first && peek(reader) == close)
            break;
        if (!(object ? read_member(reader) : read_value(reader, reader->at)))
            return false;
        skip_space(reader);
        if (peek(reader) == close)
            break;
        if (peek(reader) != ',')
            return expected(reader, object ? "must be ',' or '}'"
                                           : "must be ',' or ']'");
        reader->at++;
        skip_space(reader);
        if (peek(reader) == close)
            return expected(reader, object ? "must be a key after ','"
                                           : "must be a value after ','");
    }
    reader->at++;
    reader->depth--;
    return true;
}

static bool
read_word(struct reader *reader)
{
    static const char *const words[] = {"true", "false", "null"};
    const char *text = reader->source->text + reader->at;
    size_t left = reader->source->length - reader->at, length = 0;

    while (length < left && isalpha((unsigned char)text[length]))
        length++;
    for (size_t i = 0; i < 3; i++)
        if (length == strlen(words[i]) && !memcmp(text, words[i], length)) {
            reader->at += length;
            return true;
        }
    if (length > 1)
        return error_in(reader->error, reader->source, reader->at,
                        "must be a value, not '%.*s'",
                        (int)(length < 40 ? length : 40), text);
    return expected(reader, "must be a value");
}

static bool
read_value(struct reader *reader, size_t key)
{
    char c = peek(reader);

    if (!mark(reader, key))
        return false;
    if (c == '{' || c == '[')
        return read_items(reader, c == '{');
    if (c == '"')
        return read_string(reader, '"');
    if (c == '-' || isdigit((unsigned char)c))
        return read_number(reader);
    return read_word(reader);
}

bool
json_string_end(const struct source *source, size_t start, size_t *end,
                struct error *error)
{
    struct reader reader = {.source = source, .at = start, .error = error};

    if (!read_string(&reader, source->text[start]))
        return false;
    *end = reader.at;
    return true;
}

bool
json_validate(const struct source *source, struct arena *arena,
              struct json_offsets **offsets, struct error *error)
{
    struct reader state = {.source = source, .arena = arena, .error = error};
    struct reader *reader = &state;
    size_t valid = utf8_span(source->text, source->length);

    if (source->length >= 3 && !memcmp(source->text, "\xEF\xBB\xBF", 3))
        return error_in(reader->error, source, 0,
                        "must be UTF-8 without a byte order mark");
    if (valid < source->length)
        return error_in(reader->error, source, valid,
                        "must be UTF-8, and the byte 0x%02x is not",
                        (unsigned)(unsigned char)source->text[valid]);
    skip_space(reader);
    if (reader->at == source->length)
        return error_in(reader->error, source, 0,
                        "must be a JSON object, and the text is empty");
    if (!read_value(reader, reader->at))
        return false;
    skip_space(reader);
    if (reader->at < source->length)
        return expected(reader, "must end after the first value");
    *offsets = reader->offsets;
    return true;
}
