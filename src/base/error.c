/* error.c -- composes the one line that a user reads. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Copies printable characters, and the bytes of others as \xNN. */
static void
append_clean(struct error *error, const char *text)
{
    size_t used = strlen(error->text), length = strlen(text);

    for (size_t i = 0; i < length;) {
        size_t n = utf8_length(text + i, length - i);
        unsigned char c = (unsigned char)text[i];
        /* C0, DEL and C1 controls could move the cursor of a terminal. */
        bool clean = n > 1 ? !(c == 0xC2 && (unsigned char)text[i + 1] < 0xA0)
                           : n == 1 && c >= 0x20 && c != 0x7F;

        if (used + 5 > sizeof error->text)
            return;
        if (clean) {
            memcpy(error->text + used, text + i, n);
            used += n;
            i += n;
        } else {
            used += (size_t)snprintf(error->text + used, 5, "\\x%02x", c);
            i++;
        }
        error->text[used] = '\0';
    }
}

static void append(struct error *error, const char *format, ...)
    ERROR_FORMAT(2, 3);

static void
append_list(struct error *error, const char *format, va_list arguments)
{
    char text[sizeof error->text];

    vsnprintf(text, sizeof text, format, arguments);
    append_clean(error, text);
}

static void
append(struct error *error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    append_list(error, format, arguments);
    va_end(arguments);
}

/* Whether a key needs no quotes in a path. */
static bool
is_plain(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$";
    size_t length = strlen(name);

    return length > 0 && length < 64 && strspn(name, letters) == length;
}

static void
append_path(struct error *error, const struct place *place)
{
    if (!place->parent) {
        append(error, "$");
        return;
    }
    append_path(error, place->parent);
    if (!place->name)
        append(error, "[%zu]", place->index);
    else if (is_plain(place->name))
        append(error, ".%s", place->name);
    else
        append(error, "[\"%s\"]", quote(place->name).text);
}

/* The nearest place above, or this one, whose text is known. */
static const struct place *
known_place(const struct place *place)
{
    while (place->parent && !place->source)
        place = place->parent;
    return place;
}

/* Whether the text stands there as it is, a string without escapes. */
static bool
stands_in(const struct source *inner, const struct source *outer, size_t at)
{
    return outer->text && at + inner->length <= outer->length &&
           memcmp(outer->text + at, inner->text, inner->length) == 0;
}

/* Columns count characters, from 1. */
static void
append_position(struct error *error, const struct source *source, size_t offset)
{
    size_t line = 1, column = 1;

    if (source->within) {
        const struct place *outer = known_place(source->within);
        size_t start = outer->offset;
        bool same;

        if (outer->source->text && start < outer->source->length &&
            strchr("\"'", outer->source->text[start]))
            start++;
        same = stands_in(source, outer->source, start);
        append_position(error, outer->source,
                        same ? start + offset : outer->offset);
        if (same)
            return;
    } else {
        append(error, "%s", source->name);
    }
    if (!source->text || source->composed)
        return;
    for (size_t i = 0; i < offset && i < source->length; i++) {
        char c = source->text[i];

        if (source->lines && c == '\n') {
            line++;
            column = 1;
        } else if (utf8_begins(c)) {
            column++;
        }
    }
    if (source->lines)
        append(error, ":%zu:%zu", line, column);
    else
        append(error, ": column %zu", column);
}

static void
append_place(struct error *error, const struct place *place)
{
    const struct place *known = known_place(place);

    if (known->source) {
        append_position(error, known->source, known->offset);
        /* A flag is its own path: --steps; the root needs none. */
        if ((!known->source->text && !known->source->composed &&
             known == place) ||
            !place->parent)
            return;
        append(error, ": ");
    }
    append_path(error, place);
}

bool
error_at(struct error *error, const struct place *place, const char *format,
         ...)
{
    va_list arguments;

    *error = (struct error){.status = STATUS_WRONG};
    append_place(error, place);
    append(error, ": ");
    va_start(arguments, format);
    append_list(error, format, arguments);
    va_end(arguments);
    return false;
}

bool
error_in(struct error *error, const struct source *source, size_t offset,
         const char *format, ...)
{
    va_list arguments;

    *error = (struct error){.status = STATUS_WRONG};
    append_position(error, source, offset);
    append(error, ": ");
    va_start(arguments, format);
    append_list(error, format, arguments);
    va_end(arguments);
    return false;
}

bool
error_plain(struct error *error, enum status status, const char *format, ...)
{
    va_list arguments;

    *error = (struct error){.status = status};
    va_start(arguments, format);
    append_list(error, format, arguments);
    va_end(arguments);
    return false;
}

bool
error_memory(struct error *error)
{
    return error_plain(error, STATUS_LIMIT, "out of memory");
}

struct quoted
quote(const char *text)
{
    struct quoted quoted;
    size_t length = strlen(text), most = sizeof quoted.text - 8;

    if (length <= most) {
        snprintf(quoted.text, sizeof quoted.text, "%s", text);
        return quoted;
    }
    /* No character is cut in two. */
    while (most > 0 && !utf8_begins(text[most]))
        most--;
    snprintf(quoted.text, sizeof quoted.text, "%.*s\xE2\x80\xA6", (int)most,
             text);
    return quoted;
}
