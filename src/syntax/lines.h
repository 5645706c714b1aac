/* lines.h -- reads an input line by line. */
#ifndef SYNTAX_LINES_H
#define SYNTAX_LINES_H

#include "base/arena.h"
#include "base/input.h"

/* Start with an arena and an open input. */
struct lines {
    struct arena *arena;
    struct input *input;
    size_t number; /* of the current line, from 1 */
    char *text;    /* without its end; a NUL follows */
    size_t length;
    /* The rest is the reader's own. */
    size_t size, at, filled;
    char *buffer;
};

/* The longest line, in bytes. */
enum { LINE_LIMIT = 1 << 22 };

/* The next line; `more` is false after the last one. */
bool lines_next(struct lines *lines, bool *more, struct error *error);

#endif
