/* load_scalar.h -- single values, which lists are made of too. */
#ifndef SPEC_LOAD_SCALAR_H
#define SPEC_LOAD_SCALAR_H

#include "spec/load.h"

/* "must be an integer in [1,inf), not 2.5"; null is offered where it may be
 * given: a flag has none. */
bool load_refused(struct loader *loader, const struct parameter *row,
                  enum parameter_type type, bool null, const struct tree *value,
                  const struct place *place);

/* Each loads a value into its field; `null`: it may be null; `shown`: what
 * errors say that it must be. */
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
