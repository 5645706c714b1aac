/* gnuplot.h -- the program gnuplot as a child: a script in, a picture out. */
#ifndef OUTPUT_PLOT_GNUPLOT_H
#define OUTPUT_PLOT_GNUPLOT_H

#include "base/text.h"

/* Whether PATH leads to a gnuplot; nothing is started. */
bool gnuplot_available(void);

/* Whether it has a terminal of this name; false where it is missing. */
bool gnuplot_has(const char *terminal);

/* The error that says how to install it; always false. */
bool gnuplot_missing(struct error *error);

/* Runs the script and adds what it draws to the picture; neither the user's
 * environment nor a .gnuplot file plays a part. */
bool gnuplot_run(const struct text *script, struct text *picture,
                 struct arena *arena, struct error *error);

#endif
