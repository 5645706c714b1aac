/* json_scalar.c -- validates the numbers, strings and words of JSON. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "syntax/json_reader.h"

/* The longest number that cJSON reads. */
enum { NUMBER_LENGTH = 63 };

char
reader_peek(const struct json_reader *reader)
{
    return reader->at < reader->source->length
               ? reader->source->text[reader->at]
               : '\0';
}

bool
reader_expected(struct json_reader *reader, const char *what)
{
    const struct source *source = reader->source;
    const char *text = source->text + reader->at;
    size_t length;

    if (reader->at >= source->length)
        return error_in(reader->error, source, reader->at,
                        "%s, but the text ends here", what);
    length = utf8_length(text, source->length - reader->at);
    if ((unsigned char)*text < 0x20)
        return error_in(reader->error, source, reader->at,
                        "%s, not the byte 0x%02x", what, (unsigned)*text);
    return error_in(reader->error, source, reader->at,
                    *text == '\'' ? "%s, not \"%.*s\"" : "%s, not '%.*s'", what,
                    (int)length, text);
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

bool
reader_number(struct json_reader *reader)
{
    const char *text = reader->source->text + reader->at;
    size_t left = reader->source->length - reader->at;
    size_t span = 0, length = number_length(text, left);

    while (span < left &&
           (isalnum((unsigned char)text[span]) || strchr("+-.", text[span])))
        span++;
    if (length == 0 || length != span)
        return error_in(reader->error, reader->source, reader->at,
                        "must be a number as JSON writes it, not '%s'",
                        quote_bytes(text, span).text);
    if (length > NUMBER_LENGTH)
        return error_in(reader->error, reader->source, reader->at,
                        "must be a number of at most %d characters, not of "
                        "%zu",
                        NUMBER_LENGTH, length);
    /* strtod() stops at the NUL that follows the text, if not before. */
    if (!isfinite(strtod(text, NULL)))
        return error_in(reader->error, reader->source, reader->at,
                        "must be a number %s1.8e308, not %.*s",
                        *text == '-' ? "above -" : "below ", (int)length, text);
    reader->at += length;
    return true;
}

static bool
hex4(struct json_reader *reader, unsigned *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++, reader->at++) {
        char c = reader_peek(reader);

        if (!isxdigit((unsigned char)c))
            return reader_expected(reader, "must be four hexadecimal digits");
        *code =
            *code * 16 + (unsigned)(isdigit((unsigned char)c)
                                        ? c - '0'
                                        : tolower((unsigned char)c) - 'a' + 10);
    }
    return true;
}

static bool
read_escape(struct json_reader *reader)
{
    size_t start = reader->at++;
    unsigned code, low;

    if (reader_peek(reader) != 'u') {
        if (!reader_peek(reader) || !strchr("\"\\/bfnrt", reader_peek(reader)))
            return reader_expected(
                reader, "an escape must be one of \\\" \\\\ \\/ \\b \\f "
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
    if (code >= 0xD800 && code < 0xDC00 && reader_peek(reader) == '\\') {
        reader->at++;
        if (reader_peek(reader) == 'u') {
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

bool
reader_string(struct json_reader *reader, char quote_mark)
{
    size_t start = reader->at++;

    while (reader_peek(reader) != quote_mark) {
        if (reader->at >= reader->source->length)
            return error_in(reader->error, reader->source, start,
                            quote_mark == '"'
                                ? "a string must end in '\"', but the text "
                                  "ends here"
                                : "a string must end in \"'\", but the text "
                                  "ends here");
        if ((unsigned char)reader_peek(reader) < 0x20)
            return error_in(reader->error, reader->source, reader->at,
                            "a control character in a string must be "
                            "escaped");
        if (reader_peek(reader) != '\\')
            reader->at++;
        else if (!read_escape(reader))
            return false;
    }
    reader->at++;
    return true;
}

bool
reader_word(struct json_reader *reader)
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
                        "must be a value, not '%s'",
                        quote_bytes(text, length).text);
    return reader_expected(reader, "must be a value");
}

bool
json_string_end(const struct source *source, size_t start, size_t *end,
                struct error *error)
{
    struct json_reader reader = {.source = source, .at = start, .error = error};

    if (!reader_string(&reader, source->text[start]))
        return false;
    *end = reader.at;
    return true;
}
