/* print.h -- the canonical JSON of a spec: every key, defaults filled in, one
 * way of writing. */
#ifndef SPEC_PRINT_H
#define SPEC_PRINT_H

#include "base/text.h"
#include "spec/spec.h"

/* The whole spec, and a newline. */
void spec_print(const struct spec *spec, struct text *text);

/* The value of one key of the root, such as "problem". */
void spec_print_member(const struct spec *spec, const char *key,
                       struct text *text);

/* A value other than a node, from its field. */
void print_value(const struct parameter *row, const void *field,
                 struct text *text);

#endif
