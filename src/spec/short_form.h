/* short_form.h -- "linear(0.1) -> cosine_annealing(100)" to the JSON tree that
 * it stands for.
 *
 *   schedule := product ( "->" [ "@" INT ] product )*
 *   product  := item ( "*" item )*
 *   item     := call | "(" schedule ")"
 *   call     := NAME [ "(" [ arg ("," arg)* [","] ] ")" ]
 *   arg      := [ NAME "=" ] value
 *
 * Positional arguments get their names from the kind's table. */
#ifndef SPEC_SHORT_FORM_H
#define SPEC_SHORT_FORM_H

#include "spec/table.h"
#include "syntax/tree.h"

/* The object that the whole text of a source stands for, as a node of the
 * family; `extra` are the rows that may stand in it besides the kind's (or
 * NULL).  NULL on an error. */
struct tree *short_form_read(const struct source *source,
                             const struct family *family,
                             const struct parameter *extra, struct arena *arena,
                             struct error *error);

#endif
