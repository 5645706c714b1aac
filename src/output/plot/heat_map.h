/* heat_map.h -- the losses over two numbers, as cells of colour. */
#ifndef OUTPUT_PLOT_HEAT_MAP_H
#define OUTPUT_PLOT_HEAT_MAP_H

#include <stdbool.h>
#include <stddef.h>

struct heat_cell {
    size_t x, y;
    double loss; /* NaN: diverged */
};

/* Values of one side, and the edges between their cells. */
struct heat_side {
    const char *name;
    bool log;
    size_t count;
    const double *values; /* [count] rising */
    const double *edges;  /* [count + 1] */
};

/* The colours of all maps of a chart. */
struct heat_scale {
    bool log;
    double low, high; /* what is beyond has the colour of the end */
};

struct heat_map {
    const struct heat_side *x, *y;
    const struct heat_scale *scale;
    const struct heat_cell *cells;
    size_t count;
    bool points;                  /* most places have none: they are dots */
    const struct heat_cell *best; /* among these; NULL: it is elsewhere */
};

/* The most values of a side that each have a tic, and how it is printed. */
enum { HEAT_TICS = 9 };
#define HEAT_FORMAT "%.3g"

/* From 0 at the low end to 1. */
double heat_share(const struct heat_scale *scale, double loss);

#endif
