/* load_scalar.h -- loads single values, also the elements of lists. */
#ifndef SPEC_LOAD_SCALAR_H
#define SPEC_LOAD_SCALAR_H

#include "spec/load.h"

/* The error "must be an integer in [1,inf), not 2.5"; "or null" is added if
 * `null`, except for flags, which have none. */
bool load_refused(struct loader *loader, const struct parameter *row,
                  enum parameter_type type, bool null, const struct tree *value,
                  const struct place *place);

/* Each loads a value into its field.  `null`: it may be null; `shown`: the type
 * that errors name. */
bool load_real(struct loader *loader, const struct parameter *row,
               enum parameter_type shown, bool null, double *field,
               const struct tree *value, const struct place *place);
bool load_integer(struct loader *loader, const struct parameter *row,
                  enum parameter_type shown, bool null, long *field,
                  const struct tree *value, const struct place *place);
bool load_choice(struct loader *loader, const struct parameter *row, int *field,
                 const struct tree *value, const struct place *place);
bool load_string(struct loader *loader, const struct parameter *row,
                 const char **field, const struct tree *value,
                 const struct place *place);

#endif
