/* lines.c -- splits an input into lines. */
#include "syntax/lines.h"

#include <string.h>

enum { BUFFER = 1 << 16 };

static bool
add_to_line(struct lines *lines, const char *bytes, size_t length,
            struct error *error)
{
    if (length > LINE_LIMIT - lines->length)
        return error_on_line(error, STATUS_LIMIT, lines->input->name,
                             lines->number, 1,
                             "a line must have at most %d bytes", LINE_LIMIT);
    lines->text = arena_grow(lines->arena, lines->text, lines->length,
                             length + 1, &lines->size, 1);
    if (!lines->text)
        return error_memory(error);
    memcpy(lines->text + lines->length, bytes, length);
    lines->length += length;
    lines->text[lines->length] = '\0';
    return true;
}

static bool
fill_buffer(struct lines *lines, struct error *error)
{
    if (!lines->buffer)
        lines->buffer = arena_alloc(lines->arena, BUFFER, 1);
    lines->at = 0;
    return lines->buffer ? input_read(lines->input, lines->buffer, BUFFER,
                                      &lines->filled, error)
                         : error_memory(error);
}

bool
lines_next(struct lines *lines, bool *more, struct error *error)
{
    bool ended = false;

    lines->length = 0;
    lines->number++;
    *more = false;
    while (!ended) {
        const char *start, *end;

        if (lines->at == lines->filled && !fill_buffer(lines, error))
            return false;
        if (lines->filled == 0)
            break;
        *more = true;
        start = lines->buffer + lines->at;
        end = memchr(start, '\n', lines->filled - lines->at);
        ended = end != NULL;
        end = end ? end : lines->buffer + lines->filled;
        if (!add_to_line(lines, start, (size_t)(end - start), error))
            return false;
        lines->at = (size_t)(end - lines->buffer) + ended;
    }
    if (!*more)
        return true;
    if (lines->length > 0 && lines->text[lines->length - 1] == '\r')
        lines->text[--lines->length] = '\0';
    return strlen(lines->text) == lines->length ||
           error_on_line(error, STATUS_WRONG, lines->input->name, lines->number,
                         1, "must be text, not a line with a NUL byte");
}
