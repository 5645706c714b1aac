/* yaml.h -- YAML, one document, through libyaml.
 *
 * Bare scalars are read by tree_bare(), those in quotes are strings.  Tags are
 * ignored; aliases are refused, and so are keys that are no scalars or are
 * given twice. */
#ifndef SYNTAX_YAML_H
#define SYNTAX_YAML_H

#include "syntax/tree.h"

enum { YAML_DEPTH = 64 };

/* Reads a whole source, which must live as long as the tree.  NULL on an error
 * of form, with its place, or STATUS_LIMIT if it is nested deeper than
 * YAML_DEPTH or memory runs out. */
struct tree *yaml_read(const struct source *source, struct arena *arena,
                       struct error *error);

#endif
