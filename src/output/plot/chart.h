/* chart.h -- rows -> panels of curves over a shared axis of steps, and the
 * paths of two parameters. */
#ifndef OUTPUT_PLOT_CHART_H
#define OUTPUT_PLOT_CHART_H

#include "output/plot/curve.h"
#include "output/format.h"
#include "output/plot/path.h"

/* More curves than this are a grey panel: the first ones are drawn. */
enum { PANEL_CURVES = 256 };

/* Columns of the name of a column or panel. */
enum { PANEL_NAME_WIDTH = 24 };

struct panel_quantity {
    const char *name;  /* of the column, without a number */
    const char *label; /* of the axis */
    bool log;          /* may have a log axis */
    bool limited;      /* --ylim is of it */
    bool marked;       /* milestones are its own */
};

/* What a column is: of several seeds, the quartiles are the band around the
 * median before them. */
enum trace_part { PART_WHOLE, PART_LOW, PART_HIGH };

/* One column of one run, drawn. */
struct trace {
    const char *name;
    size_t column, run;
    enum trace_part part;
    size_t pen;   /* a run has the same in all panels */
    double above; /* what the values are taken from */
    struct curve curve;
};

/* The columns whose names differ in the number only: lr0, lr1, … */
struct panel {
    struct panel_quantity quantity;
    size_t columns; /* that there are, over all runs */
    size_t each;    /* of them, of a run */
    size_t count;   /* that are drawn, run by run */
    size_t room;
    struct trace *traces;
    double low, high; /* of the finite values; low > high: there are none */
    double least;     /* of those above 0 */
    double floor;     /* where a log axis ends, though some go below it */
    size_t deep;      /* curves that go below it */
    bool points;      /* some value has none beside it to draw a line to */
    long below, lost; /* rows that a log axis, or any, cannot show */
};

struct chart {
    struct arena *arena;
    const struct frame *frame;
    const struct picture_style *style; /* the frame's, or the usual one */
    const struct theme *theme;
    const char *title; /* one clean line; NULL: none */
    struct panel *panels;
    size_t count;
    size_t runs;               /* one at least */
    size_t pens;               /* that its curves are drawn with */
    const char **names;        /* of the runs, clean; NULL: there is only one */
    const char *rate;          /* that never changes, in words; NULL */
    struct path *paths;        /* one a run; NULL: none are drawn */
    bool path, surface;        /* how they are drawn */
    double first, last;        /* steps */
    long left;                 /* rows whose step a log axis cannot show */
    bool logx, whole;          /* the steps: on a log axis; all integers */
    const char *axis;          /* their name, clean */
    struct position low, high; /* what is seen of the landscape */
};

/* Panels for the frame's columns behind the axis (there must be some, or a
 * path), in their order.  False: no memory. */
bool chart_begin(struct chart *chart, const struct frame *frame,
                 struct arena *arena);

/* One row, in the order of the frame's names. */
void chart_row(struct chart *chart, const double *values);

/* Its own: the panel of a column, a new one where there is none; NULL: no
 * memory. */
struct panel *chart_panel(struct chart *chart, size_t column,
                          struct arena *arena);

/* Its own: whether another column of the frame is of the same quantity. */
bool column_has_siblings(const struct frame *frame, size_t column);

/* Its own, after the last row: ends the curves and finds their extent. */
void panel_end(struct panel *panel);

/* Its own, after the last row: chooses what is seen of the landscape. */
void chart_view(struct chart *chart);

/* Its own, after the last row: of a rate that never changes there is no panel
 * beside others; the runs' names or `rate` have it. */
void chart_name_rates(struct chart *chart);

/* The note number `number` about what a panel has and does not show on its
 * axis; false: there are no more. */
enum { NOTE_SIZE = 128 };
bool chart_note(const struct chart *chart, const struct panel *panel, bool log,
                size_t number, char note[NOTE_SIZE]);

/* After the last row; panels without a finite value are left out, if any has
 * one. */
void chart_end(struct chart *chart);

#endif
