/* layout.h -- the places of the panels of a chart, and their axes. */
#ifndef OUTPUT_PLOT_LAYOUT_H
#define OUTPUT_PLOT_LAYOUT_H

#include "output/plot/chart.h"
#include "output/plot/axis.h"

/* What a chart is drawn on. */
struct canvas {
    bool fine;            /* any size: curves keep all their points */
    size_t width, height; /* in pixels */
    long frames;          /* of an animation; 0: a still picture */
};

/* Pixels of a line of labels, around all, and of the title. */
enum { LAYOUT_LINE = 22, LAYOUT_EDGE = 18, LAYOUT_TITLE = 34 };

/* What is in front of a curve's name, long enough for its dashes, and how long
 * a bar of colours is, in pixels. */
enum { LEGEND_MOST = 48, LEGEND_SWATCH = 40, LEGEND_BAR = 72 };

enum legend_shape {
    SHAPE_NONE,
    SHAPE_PEN,   /* a curve */
    SHAPE_DOT,   /* points that no line joins */
    SHAPE_START, /* places on a path */
    SHAPE_END,
    SHAPE_LEAVES,
    SHAPE_LOWEST,
    SHAPE_HATCH, /* what diverged */
    SHAPE_BAR,   /* the colours of the steps */
};

/* The names and notes above a panel, in rows. */
struct legend_entry {
    enum legend_shape shape;
    size_t pen;
    const char *label;
    size_t row, at; /* the row, from the top, and units from the left */
};

struct legend {
    size_t count, rows;
    struct legend_entry entries[LEGEND_MOST];
};

/* A part of the canvas: from pixel `bottom` up to below pixel
 * `top`. */
struct region {
    size_t left, right, bottom, top;
};

/* A panel, or the landscape of a path. */
struct view {
    const struct panel *panel;  /* NULL: the landscape */
    size_t group;               /* whose it is */
    const struct heat_map *map; /* of a sweep; NULL */
    bool surface;               /* in three dimensions */
    bool lowest;                /* the axis of steps has its labels here */
    struct axis scale;
    struct axis across;        /* of the steps, or of the landscape */
    struct position low, high; /* what is seen of the landscape */
    bool unequal;              /* whose axes have different scales */
    size_t count;              /* of the curves that are drawn */
    struct legend legend;
    size_t edge; /* where its part of the canvas begins, on the left */
    size_t left, right, bottom, top;
};

/* The views of a group, with its name above them. */
struct block {
    size_t first, count;
    struct region region;
};

struct picture_layout {
    struct view *views; /* group by group */
    size_t count;
    struct block *blocks; /* one a group */
    /* The legend of all groups, above them: a view of nothing. */
    struct view whole;
};

/* The room for the colours of heat maps, on the right. */
enum { LAYOUT_BOX = 84 };

/* Into how many columns the blocks of a chart are divided. */
size_t layout_columns(const struct chart *chart, size_t width, size_t height);

/* Its own: the scales of a view whose place is known, for a width that labels
 * have room in. */
void view_choose_scale(struct view *view, const struct chart *chart);
void view_choose_across(struct view *view, const struct chart *chart,
                        size_t width);

/* Makes the legend of a view (NULL: of the whole chart), of at most `most` rows
 * in a width. */
void legend_make(struct legend *legend, const struct chart *chart,
                 const struct view *view, const struct canvas *canvas,
                 size_t width, size_t most, struct arena *arena);

/* The pixels between two rows of a legend. */
enum { LEGEND_ROW = 20 };

/* Whether --ylim is of this panel: of the losses, or of all where there is no
 * loss. */
bool panel_is_limited(const struct chart *chart, const struct panel *panel);

/* The axis of a panel's values, with about `most` tics at most. */
struct axis panel_axis(const struct chart *chart, const struct panel *panel,
                       size_t most);

/* Shows more of a landscape along one side, so that its scales are equal and
 * the form of a valley is seen; false: they would differ by more than a factor,
 * and are left.  `wide` and `tall` are in units of the same size. */
bool landscape_fit(struct position *low, struct position *high, double wide,
                   double tall, double most);

/* Every place is computed, so that panels align.  False: no memory. */
bool layout_make(struct picture_layout *layout, const struct chart *chart,
                 const struct canvas *canvas, struct arena *arena);

/* The least height of a chart, in pixels. */
size_t layout_least(const struct chart *chart);

/* The least width, in pixels. */
size_t layout_least_width(const struct chart *chart);

#endif
