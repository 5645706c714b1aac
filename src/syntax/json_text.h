/* json_text.h -- strict JSON, as RFC 8259 has it, and where its values stand.
 */
#ifndef SYNTAX_JSON_TEXT_H
#define SYNTAX_JSON_TEXT_H

#include "base/arena.h"
#include "base/error.h"

/* Where a value stands: the offset of its key (of itself in a list), and its
 * own. */
struct json_offsets {
    size_t key, value;
};

/* Whether the text, which a NUL follows, is one JSON value.  `offsets` are
 * then those of all values, in the order in which they begin. */
bool json_validate(const struct source *source, struct arena *arena,
                   struct json_offsets **offsets, struct error *error);

/* Where the string ends that begins with a quote, double or single, at
 * `start`: behind its last one. */
bool json_string_end(const struct source *source, size_t start, size_t *end,
                     struct error *error);

#endif
