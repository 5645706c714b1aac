/* loaded.h -- a spec, loaded from a text for a test. */
#ifndef TESTS_SPEC_LOADED_H
#define TESTS_SPEC_LOADED_H

#include "tests/suites.h"

/* A document, the spec that it is loaded into, and the error if it fails. */
struct loaded {
    struct arena arena;
    struct document document;
    struct spec spec;
    struct error error;
};

/* Readies it for document_put() and spec_load(). */
void loaded_begin(struct loaded *loaded);

void loaded_end(struct loaded *loaded);

/* Loads a short form, after --set of one assignment where it is not NULL. */
bool loaded_short(struct loaded *loaded, const struct family *family,
                  const char *text, const char *assignment);

/* Loads JSON text; fails the test where that fails. */
void loaded_text(struct loaded *loaded, const char *json);

/* The canonical form of the spec. */
const char *loaded_canonical(struct loaded *loaded);

/* The value at a path of the canonical form, as JSON; "nothing" where there is
 * none. */
const char *loaded_value(const struct spec *spec, const char *path,
                         struct arena *arena);

#endif
