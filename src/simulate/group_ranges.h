/* group_ranges.h -- which parameters are in which group. */
#ifndef SIMULATE_GROUP_RANGES_H
#define SIMULATE_GROUP_RANGES_H

#include "spec/spec.h"

/* Parameters first, first + 1, …, end - 1. */
struct group_range {
    long first, end;
    size_t group;
};

/* The ranges of all groups over `dim` parameters, in ascending order.  If some
 * parameters are in no listed group, `*rest` is true, and group 0 has them.
 * NULL on an error: an index out of range, or in two groups. */
struct group_range *group_ranges_make(const struct spec *spec, size_t dim,
                                      size_t *count, bool *rest,
                                      struct arena *arena, struct error *error);

/* Whether no index is in two groups, as far as that is known without the
 * number of parameters and their tags. */
bool group_ranges_check(const struct spec *spec, struct arena *arena,
                        struct error *error);

#endif
