/* input.h -- files that are read: by name, or standard input. */
#ifndef BASE_INPUT_H
#define BASE_INPUT_H

#include <stdio.h>

#include "base/error.h"

/* Start with the name that a user gave; "-" is standard input. */
struct input {
    const char *name; /* from input_open() on as errors say it */
    FILE *file;
};

/* STATUS_WRONG for what is missing, closed to the user, or a directory. */
bool input_open(struct input *input, struct error *error);

/* The first byte, which stays; EOF where there is none. */
int input_peek(struct input *input);

/* At most `size` bytes; fewer only at the end. */
bool input_read(struct input *input, char *bytes, size_t size, size_t *length,
                struct error *error);

/* Also of one that is not open. */
void input_close(struct input *input);

#endif
