/* fonts.h -- the characters that fonts have. */
#ifndef OUTPUT_PLOT_FONTS_H
#define OUTPUT_PLOT_FONTS_H

#include "base/text.h"

/* Replaces characters that no font of fontconfig's has by empty squares, and
 * says whether there were any; without fontconfig all stay.  False: no
 * memory. */
bool fonts_replace(struct text *text, bool *replaced, struct arena *arena,
                   struct error *error);

#endif
