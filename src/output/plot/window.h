/* window.h -- how much of a window a drawing takes. */
#ifndef OUTPUT_PLOT_WINDOW_H
#define OUTPUT_PLOT_WINDOW_H

#include "output/plot/chart.h"
#include "output/format.h"

/* The rows of the output's window for its chart, without the panels that find
 * no room there, the last ones first: the remark names them.  `cell` is the
 * height of a character in pixels; 0: the drawing is made of characters. */
size_t window_rows(struct output *output, struct chart *chart, size_t cell);

/* Adds to the remark for the output's reader. */
void window_remark(struct output *output, const char *words);

#endif
