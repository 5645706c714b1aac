/* formula.h -- formulas that stand in a spec, with their constants. */
#ifndef SPEC_FORMULA_H
#define SPEC_FORMULA_H

#include "spec/table.h"

/* The program of a formula that stands at `place`; the scope's constants are
 * checked first.  NULL on an error, with the column in the formula. */
struct expression *formula_parse(const char *text, const struct place *place,
                                 const struct constants *constants,
                                 struct expression_scope scope,
                                 struct arena *arena, struct error *error);

#endif
