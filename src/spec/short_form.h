/* short_form.h -- parses "linear(0.1) -> cosine_annealing(100)" into the tree
 * of the same spec in JSON.
 *
 *   schedule := product ( "->" [ "@" INT ] product )*
 *   product  := item ( "*" item )*
 *   item     := call | "(" schedule ")"
 *   call     := NAME [ "(" [ arg ("," arg)* [","] ] ")" ]
 *   arg      := [ NAME "=" ] value
 *
 * Positional arguments are in the order of the kind's table. */
#ifndef SPEC_SHORT_FORM_H
#define SPEC_SHORT_FORM_H

#include "spec/table.h"
#include "syntax/tree.h"

/* Parses a whole source as a node of the family, which may also have the rows
 * `extra` (or NULL).  NULL on an error. */
struct tree *short_form_read(const struct source *source,
                             const struct family *family,
                             const struct parameter *extra, struct arena *arena,
                             struct error *error);

/* The one of several families (the last is NULL) that a whole source is a node
 * of; NULL on an error, which is that of the family that fits it furthest. */
const struct family *text_family(const struct source *source,
                                 const struct family *const *families,
                                 struct arena *arena, struct error *error);

/* The last node of the family that statements of Python make; NULL if they make
 * none. */
bool short_form_find(const struct source *source, const struct family *family,
                     const struct parameter *extra, struct arena *arena,
                     struct tree **node, struct error *error);

#endif
