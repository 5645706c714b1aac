/* families.h -- the families that a spec may name kinds of. */
#ifndef SIMULATE_FAMILIES_H
#define SIMULATE_FAMILIES_H

#include "spec/table.h"

/* Schedules, optimizers and problems; the last is NULL. */
extern const struct family *const all_families[];

#endif
