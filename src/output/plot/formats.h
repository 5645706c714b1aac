/* formats.h -- what the picture formats have in common. */
#ifndef OUTPUT_PLOT_FORMATS_H
#define OUTPUT_PLOT_FORMATS_H

#include "output/format.h"
#include "output/plot/script.h"

/* Callbacks of a format that gnuplot draws: all rows make a chart. */
bool picture_begin(struct output *output);
void picture_row(struct output *output, const double *values);

/* The whole chart, finished, of an output. */
struct chart *picture_chart(struct output *output);

/* What the look says, or the format likes. */
struct canvas picture_canvas(const struct output *output,
                             const struct chart *chart);
const struct theme *picture_theme(const struct output *output);

/* The words behind "set terminal" for an svg. */
enum { TERMINAL_SIZE = 160 };
void picture_svg(const struct output *output, const struct canvas *canvas,
                 char terminal[TERMINAL_SIZE]);

/* Draws the chart on a terminal (the words behind "set terminal") and adds
 * the bytes to the picture. */
bool picture_draw(struct output *output, const char *terminal,
                  const struct canvas *canvas, struct text *picture);

#endif
