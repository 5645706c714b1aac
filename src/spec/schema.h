/* schema.h -- JSON Schema (2020-12) of the spec, from the tables that load it.
 */
#ifndef SPEC_SCHEMA_H
#define SPEC_SCHEMA_H

#include "spec/spec.h"

/* Everything that a single row can say; what a kind's check() says, and short
 * forms, are left to the loader. */
void schema_print(const struct family *const *families, struct text *text);

#endif
