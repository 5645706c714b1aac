/* group_ranges.h -- the parameters that each group holds. */
#ifndef SIMULATE_GROUP_RANGES_H
#define SIMULATE_GROUP_RANGES_H

#include "spec/spec.h"

/* Parameters first, first + 1, … before end. */
struct group_range {
    long first, end;
    size_t group;
};

/* The ranges of all groups over `dim` parameters, rising.  Where some
 * parameters are in none of those listed, `*rest` is true, and group 0 holds
 * them.  NULL on an error: an index past the end, or in two groups. */
struct group_range *group_ranges_make(const struct spec *spec, size_t dim,
                                      size_t *count, bool *rest,
                                      struct arena *arena, struct error *error);

#endif
