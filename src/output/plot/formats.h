/* formats.h -- what the picture formats have in common. */
#ifndef OUTPUT_PLOT_FORMATS_H
#define OUTPUT_PLOT_FORMATS_H

#include "output/format.h"
#include "output/plot/script.h"

/* The usual size of a picture of one or two panels. */
enum { PICTURE_WIDTH = 900, PICTURE_HEIGHT = 600 };

/* Callbacks of a format that gnuplot draws: all rows make a chart. */
bool picture_begin(struct output *output);
/* The same where gnuplot need not be there. */
bool picture_begin_script(struct output *output);
void picture_row(struct output *output, const double *values);

/* The whole chart, finished, of an output. */
struct chart *picture_chart(struct output *output);

/* Whether all parts of a chart have room in the size that is asked for. */
bool picture_check_size(const struct chart *chart, struct error *error);

/* A canvas of the size that is asked for, or of the usual one. */
struct canvas picture_canvas(const struct chart *chart);

/* Draws the chart on a terminal (the words behind "set terminal") and adds
 * the bytes to the picture. */
bool picture_draw(struct output *output, const char *terminal,
                  const struct canvas *canvas, struct text *picture);

/* Draws it on a terminal of this name that has colours and fonts, and whose
 * size is counted in units of `unit` pixels. */
bool picture_paint(struct output *output, const char *terminal,
                   const char *font, double unit, const struct canvas *canvas,
                   struct text *picture);

#endif
