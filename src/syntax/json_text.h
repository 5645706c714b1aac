/* json_text.h -- validates JSON (RFC 8259) and finds where its values are. */
#ifndef SYNTAX_JSON_TEXT_H
#define SYNTAX_JSON_TEXT_H

#include "base/arena.h"
#include "base/error.h"

/* The offsets of a value and of its key; in a list both are the value's. */
struct json_offsets {
    size_t key, value;
};

/* Whether the text, which ends in a NUL, is one JSON value.  Then `offsets` has
 * those of all values, in the order of the text. */
bool json_validate(const struct source *source, struct arena *arena,
                   struct json_offsets **offsets, struct error *error);

/* The offset after the closing quote of the string, in double or single quotes,
 * that begins at `start`. */
bool json_string_end(const struct source *source, size_t start, size_t *end,
                     struct error *error);

#endif
