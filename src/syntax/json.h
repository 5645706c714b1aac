/* json.h -- JSON, read strictly.
 *
 * cJSON accepts what JSON does not (01, 1e999, raw control bytes, invalid
 * UTF-8, trailing text) and keeps no positions; so json_text.c validates the
 * text first, and what cJSON made of it is converted to a tree. */
#ifndef SYNTAX_JSON_H
#define SYNTAX_JSON_H

#include "syntax/tree.h"

enum { JSON_DEPTH = 64 };

/* Reads the whole of a source, which must stay as long as the tree.  NULL on
 * an error: of form (with its place), or STATUS_LIMIT for a depth over
 * JSON_DEPTH or no memory. */
struct tree *json_read(const struct source *source, struct arena *arena,
                       struct error *error);

/* The tree of a text that is known to be JSON, such as a default in a table:
 * its values have no source.  NULL without memory. */
struct tree *json_constant(const char *text, struct arena *arena);

/* Whether the text is one JSON value, and nothing else. */
bool json_valid(const char *text);

#endif
