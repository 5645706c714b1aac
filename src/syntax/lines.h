/* lines.h -- the lines of an input, one after the other. */
#ifndef SYNTAX_LINES_H
#define SYNTAX_LINES_H

#include "base/arena.h"
#include "base/input.h"

/* Start with an arena and an input that is open. */
struct lines {
    struct arena *arena;
    struct input *input;
    size_t number; /* of the present line, from 1 */
    char *text;    /* without its end; a NUL follows */
    size_t length;
    /* The rest is the reader's own. */
    size_t size, at, filled;
    char *buffer;
};

/* Bytes that a line may have. */
enum { LINE_LIMIT = 1 << 22 };

/* The next line; `more` is false behind the last one. */
bool lines_next(struct lines *lines, bool *more, struct error *error);

#endif
