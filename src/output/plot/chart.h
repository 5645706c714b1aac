/* chart.h -- rows -> panels of curves over a shared axis of steps, and the
 * paths of two parameters. */
#ifndef OUTPUT_PLOT_CHART_H
#define OUTPUT_PLOT_CHART_H

#include "output/plot/curve.h"
#include "output/format.h"
#include "output/plot/path.h"
#include "output/plot/theme.h"

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
 * median before them; behind a smoothed curve its values are drawn faintly, but
 * not in a text. */
enum trace_part { PART_WHOLE, PART_LOW, PART_HIGH, PART_FAINT };

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
    size_t group;
    size_t columns; /* that there are, over all runs */
    size_t each;    /* of them, of a run */
    size_t count;   /* that are drawn, run by run */
    size_t room;
    struct trace *traces;
    double low, high; /* of the finite values; low > high: there are none */
    double least;     /* of those above 0 */
    /* Where a log axis ends, though some curves go beyond it. */
    double floor, ceiling;
    bool points;      /* some value has none beside it to draw a line to */
    long below, lost; /* rows that a log axis, or any, cannot show */
};

/* Runs that share their panels, and what they have below their paths. */
struct chart_group {
    const char *name; /* clean; NULL: there is only one group */
    const struct landscape *landscape; /* NULL: no paths are drawn */
    struct position low, high;         /* what is seen of it */
    const struct heat_map *map;        /* of a sweep; NULL: there are panels */
    const char *rate; /* of its runs that never changes, in words; NULL */
    size_t runs;
};

struct chart_run {
    const char *name;    /* clean; NULL: there is only one run */
    size_t group, place; /* and its number among the group's runs */
    size_t pen;
    struct path path; /* where there is a landscape */
};

struct chart {
    struct arena *arena;
    const struct frame *frame;
    const struct picture_style *style; /* the frame's, or the usual one */
    const struct theme *theme;
    const char *title; /* one clean line; NULL: none */
    struct panel *panels;
    size_t count;
    struct chart_group *groups;
    size_t group_count; /* one at least */
    struct chart_run *runs;
    size_t run_count;   /* one at least */
    size_t run_pens;    /* that runs are drawn with */
    const char *common; /* "warmup(5%) -> …": of all runs' names; NULL */
    size_t pens;        /* that curves are drawn with, at least as many */
    bool path, surface; /* how the landscapes are drawn */
    struct sweep_rows *sweep;      /* whose rows are kept; NULL: it is none */
    const struct heat_scale *heat; /* of its maps; NULL: it has none */
    const char *best;              /* of its runs, in words; NULL */
    struct curve_point best_point; /* where it is, of curves */
    double first, last;            /* steps */
    long left;                     /* rows whose step a log axis cannot show */
    bool logx, whole;              /* the steps: on a log axis; all integers */
    const char *axis;              /* their name, clean */
};

/* Panels for the frame's columns behind the axis (there must be some, or a
 * path), in their order.  False: no memory. */
bool chart_begin(struct chart *chart, const struct frame *frame,
                 struct arena *arena);

/* Its own: a chart that has no panels yet. */
bool chart_begin_empty(struct chart *chart, const struct frame *frame,
                       struct arena *arena);

/* One row, in the order of the frame's names. */
void chart_row(struct chart *chart, const double *values);

/* Its own: a group's panel of a column, a new one where there is none; NULL: no
 * memory. */
struct panel *chart_panel(struct chart *chart, size_t group, size_t column,
                          struct arena *arena);

/* How a pen draws: a run has its colour in all panels, and its second curve of
 * a panel another dash. */
struct stroke chart_stroke(const struct chart *chart, const struct theme *theme,
                           size_t pen);

/* Whether no line joins the values of a curve. */
bool trace_scattered(const struct chart *chart, const struct trace *trace);

/* Its own: whether another column of the frame is of the same quantity. */
bool column_has_siblings(const struct frame *frame, size_t column);

/* Its own, after the last row: ends the curves and finds their extent. */
void panel_end(struct panel *panel);

/* Its own, after the last row: chooses what is seen of a group's landscape. */
void chart_view(struct chart *chart, size_t group);

/* Its own: takes what all runs' names have in common out of them.  False: no
 * memory. */
bool chart_share_names(struct chart *chart);

/* The curves of a run in a panel, without bands. */
size_t panel_curves(const struct panel *panel);

/* Its own, after the last row: of rates that never change there is no panel
 * beside others; the runs' names or `rate` have them. */
void chart_name_rates(struct chart *chart);

/* The note number `number` about what a panel has and does not show on an axis;
 * false: there are no more. */
enum { NOTE_SIZE = 128 };
struct axis;
bool chart_note(const struct chart *chart, const struct panel *panel,
                const struct axis *axis, size_t number, char note[NOTE_SIZE]);

/* After the last row; panels without a finite value are left out, if any has
 * one. */
void chart_end(struct chart *chart);

#endif
