/* put.h -- puts a value into a document at a path. */
#ifndef SPEC_PUT_H
#define SPEC_PUT_H

#include "spec/document.h"

/* Where a value is put, and what errors name. */
struct put_target {
    struct document *document;
    const char *path;            /* "optimizer.betas[0]" */
    const struct source *source; /* begins with the path, or has no columns */
    size_t offset;               /* of the value in the source */
    struct error *error;
};

/* A new value from the target's source; NULL and an error without memory. */
struct tree *put_new(const struct put_target *target, enum tree_kind kind);

/* Puts the value (NULL: there was an error) into the document, where it
 * replaces an older one.  Missing objects on the path are made, lists are not.
 */
bool put_value(const struct put_target *target, struct tree *value);

#endif
