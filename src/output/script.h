/* script.h -- a chart as a gnuplot script that holds its data. */
#ifndef OUTPUT_SCRIPT_H
#define OUTPUT_SCRIPT_H

#include "output/layout.h"

/* From "reset" on: neither terminal nor output are set. */
void script_print(const struct chart *chart, const struct canvas *canvas,
                  struct text *text);

#endif
