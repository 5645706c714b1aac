/* chart.h -- rows -> panels of curves over a shared axis of steps. */
#ifndef OUTPUT_CHART_H
#define OUTPUT_CHART_H

#include "output/curve.h"
#include "output/output.h"

/* More curves than this make a panel unreadable: the first ones are drawn. */
enum { PANEL_CURVES = 10 };

struct quantity {
    const char *name;  /* of the column, without a number */
    const char *label; /* of the axis */
    bool log;          /* may have a log axis */
};

/* One column, drawn. */
struct trace {
    const char *name;
    size_t column;
    struct curve curve;
};

/* The columns whose names differ in the number only: lr0, lr1, … */
struct panel {
    struct quantity quantity;
    size_t columns; /* that there are */
    size_t count;   /* that are drawn */
    struct trace traces[PANEL_CURVES];
    double low, high; /* of the finite values; low > high: there are none */
    bool points;      /* some value has none beside it to draw a line to */
};

struct chart {
    const char *title; /* one clean line; NULL: none */
    struct panel *panels;
    size_t count;
    double first, last; /* steps */
};

/* Panels for the frame's columns behind the first (there must be some), in
 * their order.  False: no memory. */
bool chart_begin(struct chart *chart, const struct frame *frame,
                 struct arena *arena);

/* One row, in the order of the frame's names. */
void chart_row(struct chart *chart, const double *values);

/* After the last row; panels without a finite value are left out, if any has
 * one. */
void chart_end(struct chart *chart);

#endif
