/* error.c -- keeps what is wrong, and where, as values. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Ends a text that had no room with an ellipsis; no character is cut in two. */
static void
end_cut(char *text, size_t size)
{
    static const char ellipsis[] = "\xE2\x80\xA6";
    size_t end = size - sizeof ellipsis;

    while (end > 0 && !utf8_begins(text[end]))
        end--;
    memcpy(text + end, ellipsis, sizeof ellipsis);
}

/* Adds to a text, of which `size` bytes are all its room. */
static void
add_list(char *text, size_t size, const char *format, va_list arguments)
{
    size_t used = strlen(text);
    int length = vsnprintf(text + used, size - used, format, arguments);

    if (length >= 0 && (size_t)length >= size - used)
        end_cut(text, size);
}

static void add(char *text, size_t size, const char *format, ...)
    ERROR_FORMAT(3, 4);

static void
add(char *text, size_t size, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_list(text, size, format, arguments);
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
set_path(struct error *error, const struct place *place)
{
    char *path = error->path;
    size_t size = sizeof error->path;

    if (!place->parent) {
        add(path, size, "$");
        return;
    }
    set_path(error, place->parent);
    if (!place->name)
        add(path, size, "[%zu]", place->index);
    else if (is_plain(place->name))
        add(path, size, ".%s", place->name);
    else
        add(path, size, "[\"%s\"]", quote(place->name).text);
}

/* The nearest place above, or this one, whose text is known. */
static const struct place *
known_place(const struct place *place)
{
    while (place->parent && !place->source)
        place = place->parent;
    return place;
}

/* Whether the inner text is in the outer one as it is: a string without
 * escapes. */
static bool
is_verbatim(const struct source *inner, const struct source *outer, size_t at)
{
    return outer->text && at + inner->length <= outer->length &&
           memcmp(outer->text + at, inner->text, inner->length) == 0;
}

static void
set_column(struct error *error, size_t column)
{
    size_t depth = 0;

    if (error->column == 0) {
        error->column = column;
        return;
    }
    while (depth < ERROR_DEPTH && error->inner[depth] > 0)
        depth++;
    if (depth < ERROR_DEPTH)
        error->inner[depth] = column;
}

/* Columns count characters. */
static void
set_line_and_column(struct error *error, const struct source *source,
                    size_t offset)
{
    size_t end = offset < source->length ? offset : source->length, start = 0;
    size_t line = source->first_line ? source->first_line : 1;

    for (size_t i = 0; source->lines && i < end; i++)
        if (source->text[i] == '\n') {
            line++;
            start = i + 1;
        }
    if (source->lines)
        error->line = line;
    set_column(error, 1 + utf8_count(source->text + start, end - start));
}

static void
set_position(struct error *error, const struct source *source, size_t offset)
{
    if (source->within) {
        const struct place *outer = known_place(source->within);
        size_t start = outer->offset;
        bool verbatim;

        if (outer->source->text && start < outer->source->length &&
            strchr("\"'", outer->source->text[start]))
            start++;
        verbatim = is_verbatim(source, outer->source, start);
        set_position(error, outer->source,
                     verbatim ? start + offset : outer->offset);
        if (verbatim)
            return;
    } else {
        add(error->name, sizeof error->name, "%s", source->name);
    }
    if (source->text && !source->composed)
        set_line_and_column(error, source, offset);
}

static void
set_place(struct error *error, const struct place *place)
{
    const struct place *known = known_place(place);

    if (known->source) {
        set_position(error, known->source, known->offset);
        /* A flag is its own path: --steps; the root needs none. */
        if ((!known->source->text && !known->source->composed &&
             known == place) ||
            !place->parent)
            return;
    }
    set_path(error, place);
}

/* Sets the message from the arguments behind `format`. */
#define COMPOSE(error, format)                                                 \
    do {                                                                       \
        va_list arguments;                                                     \
                                                                               \
        va_start(arguments, format);                                           \
        add_list((error)->message, sizeof(error)->message, format, arguments); \
        va_end(arguments);                                                     \
    } while (0)

bool
error_at(struct error *error, const struct place *place, const char *format,
         ...)
{
    *error = (struct error){.status = STATUS_WRONG};
    set_place(error, place);
    COMPOSE(error, format);
    return false;
}

bool
error_in(struct error *error, const struct source *source, size_t offset,
         const char *format, ...)
{
    *error = (struct error){.status = STATUS_WRONG};
    set_position(error, source, offset);
    COMPOSE(error, format);
    return false;
}

bool
error_on_line(struct error *error, enum status status, const char *name,
              size_t line, size_t column, const char *format, ...)
{
    *error = (struct error){.status = status, .line = line, .column = column};
    add(error->name, sizeof error->name, "%s", name);
    COMPOSE(error, format);
    return false;
}

bool
error_named(struct error *error, enum status status, const char *name,
            const char *format, ...)
{
    *error = (struct error){.status = status};
    add(error->name, sizeof error->name, "%s", name);
    COMPOSE(error, format);
    return false;
}

bool
error_plain(struct error *error, enum status status, const char *format, ...)
{
    *error = (struct error){.status = status};
    COMPOSE(error, format);
    return false;
}

bool
error_memory(struct error *error)
{
    return error_plain(error, STATUS_LIMIT, "out of memory");
}
