/* schema.h -- the JSON Schema (2020-12) of specs, from their tables. */
#ifndef SPEC_SCHEMA_H
#define SPEC_SCHEMA_H

#include "spec/spec.h"

/* Everything that single rows say.  The loader alone knows short forms and what
 * a kind's check() says. */
void schema_print(const struct family *const *families, struct text *text);

#endif
