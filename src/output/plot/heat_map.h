/* heat_map.h -- the losses over two numbers, as cells of colour. */
#ifndef OUTPUT_PLOT_HEAT_MAP_H
#define OUTPUT_PLOT_HEAT_MAP_H

#include "output/plot/axis.h"

struct heat_cell {
    size_t x, y;
    double loss; /* NaN: diverged */
    bool best;
};

/* Values of one side, and the edges between their cells. */
struct heat_side {
    const char *name;
    bool log;
    bool scattered; /* of points, not of cells */
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

/* The most values of a side that each have a tic. */
enum { HEAT_TICS = 9 };

/* From 0 at the low end to 1, and back. */
double heat_share(const struct heat_scale *scale, double loss);
double heat_loss(const struct heat_scale *scale, double share);

/* The axis of a side, its tics, and the label of one. */
struct axis heat_axis(const struct heat_side *side, size_t most);
size_t heat_tics(const struct heat_side *side, const struct axis *axis,
                 double tics[AXIS_TICS]);
void heat_label(const struct heat_side *side, const struct axis *axis,
                double tic, bool unicode, char label[TIC_LABEL]);

#endif
