/* example.h -- a spec that a command writes itself. */
#ifndef LIB_EXAMPLE_H
#define LIB_EXAMPLE_H

#include "spec/spec.h"

/* Loads the JSON, whose text stays the caller's, in the document's arena.
 * False where it is not whole or not right. */
bool example_load(struct text *json, struct document *document,
                  struct spec *spec);

#endif
