/* put.h -- puts a value into a document, where a path leads. */
#ifndef SPEC_PUT_H
#define SPEC_PUT_H

#include "spec/document.h"

/* What is put where. */
struct put_target {
    struct document *document;
    const char *path;            /* "optimizer.betas[0]" */
    const struct source *source; /* of the value; it begins with the path, or
                                  * has no columns */
    size_t offset;               /* of the value in the source */
    struct error *error;
};

/* A value of the target's source; NULL, and an error, without memory. */
struct tree *put_new(const struct put_target *target, enum tree_kind kind);

/* Puts the value (NULL: there was an error already) into the document, in the
 * place of an older one.  Objects on the way are made where they are missing;
 * lists are not. */
bool put_value(const struct put_target *target, struct tree *value);

#endif
