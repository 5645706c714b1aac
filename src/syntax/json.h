/* json.h -- JSON, read strictly.
 *
 * cJSON accepts what JSON does not (01, 1e999, raw control bytes, invalid
 * UTF-8, trailing text) and keeps no positions, so json_text.c validates the
 * text first; cJSON's tree is converted to ours and freed. */
#ifndef SYNTAX_JSON_H
#define SYNTAX_JSON_H

#include "syntax/tree.h"

enum { JSON_DEPTH = 64 };

/* Reads a whole source, which must live as long as the tree.  NULL on an error
 * of form, with its place, or STATUS_LIMIT if it is nested deeper than
 * JSON_DEPTH or memory runs out. */
struct tree *json_read(const struct source *source, struct arena *arena,
                       struct error *error);

/* The tree of a text that is known to be JSON, such as a default in a table.
 * Its values have no source.  NULL without memory. */
struct tree *json_constant(const char *text, struct arena *arena);

#endif
