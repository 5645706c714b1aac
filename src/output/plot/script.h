/* script.h -- a chart as a gnuplot script that holds its data. */
#ifndef OUTPUT_PLOT_SCRIPT_H
#define OUTPUT_PLOT_SCRIPT_H

#include "output/plot/contour.h"
#include "output/plot/layout.h"

/* From "reset" on: neither terminal nor output are set. */
void script_print(const struct chart *chart, const struct canvas *canvas,
                  struct text *text);

/* The heights of a surface, as they are drawn: see script_surface.c. */
struct relief {
    struct levels levels;
    double low, high;
};

/* What the parts of a script have in common. */
struct script {
    const struct chart *chart;
    const struct canvas *canvas;
    const struct picture_layout *layout;
    const struct theme *theme;
    struct text *text;
    struct relief *reliefs; /* [groups] known when the data are written */
};

/* A number as gnuplot takes it: what is too large for it is cut. */
void script_number(const struct script *script, double value);

/* The position of a pixel, or a character, as a share of the screen. */
double script_across(const struct script *script, double unit);
double script_up(const struct script *script, double unit);

/* The points of a curve, a line each. */
void script_curve(const struct script *script, const struct view *view,
                  const struct curve *curve);

/* The closed line around a band. */
void script_band(const struct script *script, const struct view *view,
                 const struct curve *low, const struct curve *high);

/* The names of the axes of a view; `across` NULL: it has none. */
void script_axis_names(const struct script *script, const struct view *view,
                       const char *across, const char *up);

/* The margins of a view. */
void script_margins(const struct script *script, const struct view *view);

/* The commands that draw a panel, behind its data. */
void script_panel(const struct script *script, size_t number);

/* Goes on with a plot command: a star at a place such as "$lowest0", or at two
 * values, with a rim so that it is seen on any colour. */
void script_star(const struct script *script, const char *place);
void script_star_at(const struct script *script, double x, double y);

/* The legend above a view. */
void script_legend(const struct script *script, const struct view *view);

/* The landscape of a path and the path itself: their data, and the commands
 * that draw them. */
void script_landscape_data(const struct script *script);
void script_landscape(const struct script *script, const struct view *view,
                      double until);

/* "using 1:2", or as much of it as an animation has reached. */
void script_using(const struct script *script, const char *columns);

/* A map of a sweep: its data, the commands that draw it, and the box of colours
 * beside all maps. */
void script_heat_data(const struct script *script, const struct view *view);
void script_heat(const struct script *script, const struct view *view);
void script_heat_box(const struct script *script);

/* Fewer cells along a side where a value costs much. */
size_t script_cells(const struct script *script, size_t cells, size_t most);

/* The height at which a surface is drawn: of a valley its logarithm, with a
 * round bottom; of all else what is not far above the highest level. */
double relief_height(const struct levels *levels, double value);

/* The heights that have a label, as shares of what is seen. */
enum { RELIEF_TICS = 12 };
struct relief_tics {
    size_t count;
    struct relief_tic {
        double share;
        char label[TIC_LABEL];
    } items[RELIEF_TICS];
};
void relief_find_tics(const struct relief *relief, struct relief_tics *tics);

/* The box of colours in the last BOX_ROOM pixels of a view. */
enum { BOX_ROOM = 74 };
void script_box(const struct script *script, const struct view *view);

/* The surface and all on it: its data, and the commands that draw it. */
void script_surface_data(const struct script *script, const struct view *view);
void script_surface(const struct script *script, const struct view *view,
                    double until);

/* The paths of a view's group on a map or, with the height at a place, over a
 * surface. */
void script_path_data(const struct script *script, const struct view *view,
                      double (*height)(void *context, struct position position),
                      void *context);

/* Whether a run's path is of a view, and whether a position is seen there. */
bool view_has_run(const struct view *view, const struct chart_run *run);
bool view_shows(const struct view *view, struct position position);

/* The colour of a run's path at a step, 0xrrggbb. */
unsigned script_path_colour(const struct script *script, size_t run,
                            double step);

/* The first places of the paths of a view, each once; returns their number. */
size_t script_starts(const struct chart *chart, const struct view *view,
                     struct position *starts);

/* Goes on with a plot command: paths up to a step, and the signs on them. */
void script_path(const struct script *script, const struct view *view,
                 double until);

#endif
