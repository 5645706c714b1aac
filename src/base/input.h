/* input.h -- files that are read: by name, or standard input. */
#ifndef BASE_INPUT_H
#define BASE_INPUT_H

#include <stdio.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/error.h"

/* Start with the name that a user gave; "-" is standard input.  What can be
 * read once only, a pipe, and was looked at alone before it was closed, is
 * read from its start by whoever opens it next. */
struct input {
    const char *name; /* from input_open() on as errors say it */
    FILE *file;
    const char *ahead; /* what has been looked at, and waits */
    size_t ahead_length;
    struct waiting_stream *waiting; /* of a pipe that was looked at; or NULL */
};

/* STATUS_WRONG for what is missing, closed to the user, or a directory. */
bool input_open(struct input *input, struct error *error);

/* At most `size` bytes at the start, which stay to be read. */
bool input_look(struct input *input, char *bytes, size_t size, size_t *length,
                struct error *error);

/* At most `size` bytes; fewer only at the end. */
bool input_read(struct input *input, char *bytes, size_t size, size_t *length,
                struct error *error);

/* The whole of it, and a NUL behind; STATUS_LIMIT over `limit` bytes. */
bool input_read_all(struct input *input, struct arena *arena, size_t limit,
                    char **text, size_t *length, struct error *error);

/* Whether a file has been opened so since the program began: whoever wants to
 * write it must not. */
bool input_was_read(const struct stat *status);

/* Also of one that is not open. */
void input_close(struct input *input);

#endif
