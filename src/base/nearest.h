/* nearest.h -- the known name that an unknown one was probably meant to be. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/* Start with {.word = text}; after the candidates, `best` is the nearest one
 * that is near enough to be suggested, or NULL. */
struct nearest {
    const char *word;
    const char *best;
    size_t distance;
};

/* Compares one known name; upper and lower case are the same. */
void nearest_try(struct nearest *nearest, const char *candidate);

/* " (did you mean 'BEST'?)", or "" where nothing is near. */
struct suggestion {
    char text[96];
};
struct suggestion nearest_suggestion(const struct nearest *nearest);

#endif
