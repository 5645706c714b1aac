/* slice.h -- a problem as a function of two of its parameters, for the
 * background of a picture. */
#ifndef SIMULATE_SLICE_H
#define SIMULATE_SLICE_H

#include "output/plot/landscape.h"
#include "simulate/simulation.h"

struct slice {
    const struct simulation *simulation;
    size_t axes[2]; /* the two parameters */
    double *x, value;
    struct point point;
    char names[2][24];
    struct landscape landscape;
};

/* The other parameters are at the minimum or, if that is unknown, where the
 * run ends.  False: out of memory. */
bool slice_make(struct slice *slice, const struct simulation *simulation,
                size_t first, size_t second, struct arena *arena);

#endif
