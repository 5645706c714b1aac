/* sweep_rows.h -- the rows of a sweep, kept until all are there, and what a
 * picture makes of them: curves over one number, or maps of two. */
#ifndef OUTPUT_PLOT_SWEEP_ROWS_H
#define OUTPUT_PLOT_SWEEP_ROWS_H

#include "output/plot/chart.h"

/* A variable of a sweep. */
struct sweep_variable {
    const char *name;          /* clean, without what is before its last dot */
    const char *const *labels; /* of its values; NULL: they are numbers */
    size_t column;
    size_t count;   /* of its values */
    double *values; /* [count] rising */
    bool log;       /* they are equally far apart in their logarithm */
};

/* The loss that a sweep found at a place. */
struct sweep_place {
    size_t combination;
    size_t x, y; /* numbers of values */
    double loss; /* NaN: diverged */
    const double *row;
};

struct sweep_rows {
    const struct frame *frame;
    struct arena *arena;
    double *rows; /* [count][frame->count] */
    size_t count, room;
    size_t loss, diverged; /* columns */
    /* After the end. */
    struct sweep_variable *variables;
    size_t variable_count;                     /* that have several values */
    const struct sweep_variable *x, *y, *seed; /* NULL */
    bool sparse; /* a sample: few of all combinations are there */
    struct sweep_place *places;
    size_t place_count;
    size_t combinations; /* PANEL_CURVES at most */
    bool more;           /* there are others */
    const char **names;  /* [combinations] */
    /* The first of the places that differ in their seed only and have the best
     * median; NULL: all diverged. */
    const struct sweep_place *best;
};

/* False: no memory. */
bool sweep_rows_add(struct sweep_rows *sweep, const double *row);

/* How many places from `first` on differ in their seed only, with their median
 * loss: NaN where it diverged. */
size_t sweep_together(const struct sweep_rows *sweep, size_t first,
                      double *median);

/* After the last row: finds what varies, sorts the places by combination, y and
 * x, and fills in the chart that began with the sweep.  False: no memory. */
bool sweep_chart(struct sweep_rows *sweep, struct chart *chart);

/* Its own: curves, or maps. */
bool sweep_curves(const struct sweep_rows *sweep, struct chart *chart);
bool sweep_maps(const struct sweep_rows *sweep, struct chart *chart);

#endif
