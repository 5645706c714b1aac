/* restart.h -- a training that was stopped and resumed with other values. */
#ifndef SPEC_RESTART_H
#define SPEC_RESTART_H

#include "spec/load.h"
#include "spec/spec.h"

/* Of the row "restart". */
extern const struct family restart_family;

/* The list of restarts, each by the span of its own total. */
bool restart_load(struct loader *loader, const struct parameter *row,
                  struct nodes *restarts, const struct tree *value,
                  const struct place *place);

/* Loads the spec that each restart of a loaded one resumes with; the steps of
 * all are those of the last. */
bool restart_resume(const struct document *document,
                    const struct spec_length *length, struct spec *spec,
                    struct error *error);

#endif
