/* paths.h -- the single values of a schedule with their paths for --set. */
#ifndef SPEC_PATHS_H
#define SPEC_PATHS_H

#include "spec/spec.h"

struct spec_path {
    const char *path; /* "schedule.schedulers[1].T_max" */
    const struct parameter *row;
    double value; /* a boolean is 0 or 1, a choice the index of its word */
    double least; /* value to try in its place; 0: any */
};

struct spec_paths {
    struct arena *arena;
    size_t count, room;
    struct spec_path *items;
};

/* Adds the base rate, and all numbers, choices and booleans of the schedule and
 * the elements of its lists of numbers; false without memory. */
bool spec_list_paths(const struct spec *spec, struct spec_paths *paths);

#endif
