/* text.c -- composes text piece by piece. */
#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

enum { WIDTH = 80 };

char *
text_room(struct text *text, size_t size)
{
    char *bytes;

    if (text->failed)
        return NULL;
    if (text->size - text->used >= size)
        return text->bytes + text->used;
    if (text->flush) {
        text->flush(text);
        return text->failed ? NULL : text->bytes + text->used;
    }
    bytes =
        arena_grow(text->arena, text->bytes, text->used, size, &text->size, 1);
    if (!bytes) {
        text->failed = true;
        return NULL;
    }
    text->bytes = bytes;
    return bytes + text->used;
}

void
text_add(struct text *text, const char *bytes, size_t length)
{
    while (length > 0) {
        size_t piece = text->flush && length > 256 ? 256 : length;
        char *room = text_room(text, piece);

        if (!room)
            return;
        memcpy(room, bytes, piece);
        text->used += piece;
        bytes += piece;
        length -= piece;
    }
}

void
text_string(struct text *text, const char *string)
{
    text_add(text, string, strlen(string));
}

void
text_shown(struct text *text, const char *string)
{
    size_t length = strlen(string);

    for (size_t i = 0; i < length;) {
        const struct utf8_shown next = utf8_show(string + i, length - i);

        text_add(text, next.bytes, next.length);
        i += next.taken;
    }
}

void
text_format(struct text *text, const char *format, ...)
{
    char small[512];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (length < 0)
        text->failed = true;
    else if ((size_t)length < sizeof small)
        text_add(text, small, (size_t)length);
    else
        text_add(text, small, sizeof small - 1);
}

char
text_last(const struct text *text)
{
    return text->used > 0 ? text->bytes[text->used - 1] : '\0';
}

void
text_shell_word(struct text *text, const char *word)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        "abcdefghijklmnopqrstuvwxyz0123456789_./:=,@%+-";

    if (*word && strspn(word, plain) == strlen(word)) {
        text_string(text, word);
        return;
    }
    text_string(text, "'");
    for (; *word; word++)
        text_add(text, *word == '\'' ? "'\\''" : word, *word == '\'' ? 4 : 1);
    text_string(text, "'");
}

char *
text_end(struct text *text)
{
    char *end = text_room(text, 1);

    if (!end)
        return NULL;
    *end = '\0';
    return text->bytes;
}

void
text_number(struct text *text, double value)
{
    char *room = text_room(text, NUMBER_SIZE);

    if (room)
        text->used += number_print(room, value);
}

void
text_json_number(struct text *text, double value)
{
    /* JSON has no infinities. */
    if (!isfinite(value))
        text_add(text, "\"", 1);
    text_number(text, value);
    if (!isfinite(value))
        text_add(text, "\"", 1);
}

void
text_json_string(struct text *text, const char *string)
{
    text_add(text, "\"", 1);
    for (const char *s = string; *s; s++) {
        if (*s == '"' || *s == '\\')
            text_format(text, "\\%c", *s);
        else if (*s == '\n')
            text_string(text, "\\n");
        else if (*s == '\t')
            text_string(text, "\\t");
        else if ((unsigned char)*s < 0x20 || *s == 0x7F)
            text_format(text, "\\u%04x", (unsigned)*s);
        else
            text_add(text, s, 1);
    }
    text_add(text, "\"", 1);
}

static size_t
column_now(const struct text *text)
{
    size_t column = 0;

    for (size_t i = text->used; i > 0 && text->bytes[i - 1] != '\n'; i--)
        column += utf8_begins(text->bytes[i - 1]);
    return column;
}

void
text_pad(struct text *text, size_t column)
{
    size_t now = column_now(text);

    if (now >= column) {
        text_add(text, "\n", 1);
        now = 0;
    }
    for (; now < column; now++)
        text_add(text, " ", 1);
}

size_t
text_width(const char *string)
{
    return utf8_width(string, strlen(string));
}

void
text_flow(struct text *text, size_t indent, const char *words)
{
    text_flow_within(text, WIDTH, indent, words);
}

void
text_flow_within(struct text *text, size_t columns, size_t indent,
                 const char *words)
{
    size_t column = column_now(text);
    bool first = true;

    while (*words) {
        size_t length = strcspn(words, " ");
        size_t width = utf8_width(words, length);

        if (!first && columns > 0 && column + 1 + width > columns) {
            text_format(text, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            text_add(text, " ", 1);
            column++;
        }
        text_add(text, words, length);
        column += width;
        first = false;
        words += length + strspn(words + length, " ");
    }
}
