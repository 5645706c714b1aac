/* params.h -- which parameters of the problem are in a group: "0", "1:", "2:8",
 * "0,2:4", or a list of integers. */
#ifndef SPEC_PARAMS_H
#define SPEC_PARAMS_H

#include "spec/load.h"

/* The rows of a group that its optimizer does not have. */
extern const struct parameter params_rows[];

/* Fills the ranges of a group from the entry's `params`. */
bool load_params(struct loader *loader, const struct tree *object,
                 const struct place *place, struct group *group);

#endif
