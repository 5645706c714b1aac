/* contour.h -- the lines of equal height of a function, as areas to fill. */
#ifndef OUTPUT_PLOT_CONTOUR_H
#define OUTPUT_PLOT_CONTOUR_H

#include "base/arena.h"
#include "output/plot/landscape.h"

/* Values over a rectangle. */
struct height_grid {
    struct position low, high;
    size_t columns, rows; /* two at least */
    double *values;       /* [rows][columns], from low to high */
};

enum { LEVELS_MOST = 24 };

/* The heights between two bands of colour, rising. */
struct levels {
    bool log; /* they are equally far apart in the logarithm of the height
               * above `base` */
    double base;
    size_t count;
    double values[LEVELS_MOST];
};

/* A closed line; what lies inside of it and outside of those within has one
 * height. */
struct loop {
    size_t count;
    struct position *positions;
    size_t band; /* from 0 below the lowest level up */
    double area;
};

struct contour {
    size_t count;
    struct loop *loops; /* the larger ones first: to be filled in this order */
};

/* Makes a grid of `columns` by `rows` values.  False: no memory. */
bool height_grid_make(struct height_grid *grid,
                      const struct landscape *landscape, struct position low,
                      struct position high, size_t columns, size_t rows,
                      struct arena *arena);

/* Chooses about `count` levels: equally far apart or, where the function has
 * a valley, with equal ratios.  False: no memory. */
bool levels_choose(struct levels *levels, const struct height_grid *grid,
                   double least, size_t count, struct arena *arena);

/* All loops of all levels.  False: no memory. */
bool contour_make(struct contour *contour, const struct height_grid *grid,
                  const struct levels *levels, struct arena *arena);

#endif
