/* json.h -- JSON text to a cJSON tree, strictly, with the place of each value.
 *
 * cJSON accepts what JSON does not (01, 1e999, raw control bytes, invalid
 * UTF-8, trailing text) and keeps no positions; so the text is validated
 * first, and what cJSON made of it is marked with where it stood. */
#ifndef SYNTAX_JSON_H
#define SYNTAX_JSON_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

/* Where a value of a tree comes from. */
struct position {
    const struct source *source;
    size_t key;   /* the offset of its key, or of itself in a list */
    size_t value; /* the offset of itself */
};

/* The positions of all values of a tree, numbered by cJSON's valueint. */
struct positions {
    struct arena *arena;
    size_t count, size;
    struct position *items;
};

enum { JSON_DEPTH = 64 };

/* Remembers where a value stands; false without memory. */
bool positions_mark(struct positions *positions, cJSON *value,
                    const struct source *source, size_t key, size_t offset);

/* The position of a marked value. */
const struct position *positions_of(const struct positions *positions,
                                    const cJSON *value);

/* The place of a value whose parent's place is known; `index` is used where it
 * has no key. */
struct place json_place(const struct positions *positions,
                        const struct place *parent, const cJSON *value,
                        size_t index);

/* Reads the whole of a source.  The caller deletes the tree.  NULL on an
 * error: of form (with its place), STATUS_LIMIT for a depth over JSON_DEPTH
 * or no memory. */
cJSON *json_read(const struct source *source, struct positions *positions,
                 struct error *error);

/* Puts a new value in the place of an old one, under its key, and deletes the
 * old one.  cJSON's own function needs memory for the key, and goes on where
 * there is none. */
void json_replace(cJSON *parent, cJSON *old, cJSON *value);

/* Whether the text is one JSON value, and nothing else. */
bool json_valid(const char *text);

/* How a value is called in an error: "'abc'", "2.5", "a list". */
struct quoted json_found(const cJSON *value);

#endif
