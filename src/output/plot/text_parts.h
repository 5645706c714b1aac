/* text_parts.h -- the parts of a chart drawn in cells. */
#ifndef OUTPUT_PLOT_TEXT_PARTS_H
#define OUTPUT_PLOT_TEXT_PARTS_H

#include "output/people.h"
#include "output/plot/axis.h"
#include "output/plot/cells.h"
#include "output/plot/chart.h"

/* A panel, or the landscape of a path, in its part of the drawing. */
struct text_view {
    const struct panel *panel;  /* NULL: the landscape */
    size_t group;               /* whose it is */
    const struct heat_map *map; /* of a sweep; NULL */
    bool first;                 /* of its group */
    bool whole; /* only the names and signs that all groups have in common */
    struct position low, high; /* what is seen of the landscape */
    bool unequal;              /* whose axes have different scales */
    struct axis across, up;
    size_t left, width; /* of the part */
    size_t top, head;   /* where it begins; rows of names above the area */
    bool axes;          /* has lines and labels of axes on the left and below */
    bool steps;         /* the axis below has labels */
    size_t beside;      /* columns on the right for names; 0: the head has
                         * them */
    struct cell_area area; /* of the curves */
};

/* A chart on its way into cells. */
struct text_drawing {
    const struct chart *chart;
    struct cells *cells;
    struct arena *arena;
    size_t count;
    struct text_view *views; /* [count] */
    struct text_view whole;  /* its head is above all; 0 rows: there is none */
};

/* Places all views in the rows from `top` on.  False: no memory. */
bool text_layout(struct text_drawing *drawing, size_t top);

/* Its own: chooses the axes of views that are one above the other, of known
 * heights, and with them the columns of their areas. */
void text_measure(const struct text_drawing *drawing, struct text_view *views,
                  size_t count);

/* The rows that a chart needs at least, so that all of it can be read. */
size_t text_least_rows(const struct chart *chart);

/* The rows that the names and signs of all groups take beside these; 0: each
 * group has its own. */
size_t text_whole_rows(const struct chart *chart);

/* The rows of the names above a view, at most `most`. */
size_t text_head_rows(const struct text_drawing *drawing,
                      const struct text_view *view, size_t most);

/* The curves of a panel that have names: without the bands. */
size_t text_named(const struct panel *panel);

/* Draw a part of a view each. */
void text_head(const struct text_drawing *drawing,
               const struct text_view *view);
void text_axes(const struct text_drawing *drawing,
               const struct text_view *view);
void text_curves(const struct text_drawing *drawing,
                 const struct text_view *view);
bool text_map(const struct text_drawing *drawing, const struct text_view *view);
bool text_heat(const struct text_drawing *drawing,
               const struct text_view *view);

/* The tics of an axis of a view, and the label of one. */
size_t text_tics(const struct text_view *view, const struct axis *axis,
                 double tics[AXIS_TICS]);
void text_label(const struct text_drawing *drawing,
                const struct text_view *view, const struct axis *axis,
                double tic, char label[TIC_LABEL]);

/* What shows a loss in a heat map; number 0 is the lowest. */
enum { HEAT_SAMPLES = 5 };
struct heat_sample {
    const char *sign;
    unsigned colour;
    char loss[PEOPLE_SIZE];
};
void text_heat_sample(const struct text_drawing *drawing, size_t number,
                      struct heat_sample *sample);

/* Where a value of each axis is in the view's area. */
struct dot text_place(const struct text_drawing *drawing,
                      const struct text_view *view, double across, double up);

/* A sign at a position, unless it is outside. */
void text_sign(const struct text_drawing *drawing, const struct text_view *view,
               struct position position, const char *sign, unsigned colour);

/* The ink of a curve or a path. */
struct ink text_ink(const struct text_drawing *drawing, size_t pen);

#endif
