/* formula.h -- compiles the formulas in a spec, with their constants. */
#ifndef SPEC_FORMULA_H
#define SPEC_FORMULA_H

#include "spec/table.h"

/* Compiles the formula at `place`, after checking the constants.  NULL on an
 * error, which has the column in the formula. */
struct expression *formula_parse(const char *text, const struct place *place,
                                 const struct constants *constants,
                                 struct expression_scope scope,
                                 struct arena *arena, struct error *error);

#endif
