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
};

struct sweep_rows {
    const struct frame *frame;
    struct arena *arena;
    bool flat;    /* it has curves only */
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
    const double *best;  /* the row; NULL: all diverged */
};

/* False: no memory. */
bool sweep_rows_add(struct sweep_rows *sweep, const double *row);

/* After the last row: finds what varies, and sorts the places by combination,
 * y and x.  False: no memory. */
bool sweep_rows_end(struct sweep_rows *sweep);

/* "lr 0.02, adam: 4.2e-05"; NULL: all diverged, or no memory. */
const char *sweep_best(const struct sweep_rows *sweep);

/* Fills in a chart that began with the sweep.  False: no memory. */
bool sweep_chart(struct sweep_rows *sweep, struct chart *chart);

/* Its own: curves, or maps. */
bool sweep_curves(const struct sweep_rows *sweep, struct chart *chart);
bool sweep_maps(const struct sweep_rows *sweep, struct chart *chart);

#endif
