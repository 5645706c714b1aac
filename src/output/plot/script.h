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
    struct relief *relief; /* known when the data are written */
};

/* A number as gnuplot takes it: what is too large for it is cut. */
void script_number(const struct script *script, double value);

/* Where a pixel, or a character, stands on the screen. */
double script_across(const struct script *script, double unit);
double script_up(const struct script *script, double unit);

/* The points of a curve, a line each. */
void script_curve(const struct script *script, const struct view *view,
                  const struct curve *curve);

/* The margins of a view. */
void script_margins(const struct script *script, const struct view *view);

/* The legend above a view. */
void script_legend(const struct script *script, const struct view *view);

/* The ground of a path and the path itself: their data, and the commands
 * that draw them. */
void script_ground_data(const struct script *script);
void script_ground(const struct script *script, const struct view *view);

/* "using 1:2", or as much of it as an animation has reached. */
void script_using(const struct script *script, const char *columns);

#endif
