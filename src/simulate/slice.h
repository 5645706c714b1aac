/* slice.h -- the plane of two parameters through a problem: the ground of a
 * picture. */
#ifndef SIMULATE_SLICE_H
#define SIMULATE_SLICE_H

#include "output/plot/ground.h"
#include "simulate/simulation.h"

struct slice {
    const struct simulation *simulation;
    size_t axes[2]; /* which parameters */
    double *x, *gradient, value;
    struct point point;
    char names[2][24];
    struct ground ground;
};

/* The other parameters are those of the known minimum or, where none is known,
 * those that the run ends with.  False: no memory. */
bool slice_make(struct slice *slice, const struct simulation *simulation,
                size_t first, size_t second, struct arena *arena);

#endif
