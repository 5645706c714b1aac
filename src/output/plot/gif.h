/* gif.h -- an animation of pictures. */
#ifndef OUTPUT_PLOT_GIF_H
#define OUTPUT_PLOT_GIF_H

#include "base/text.h"

/* Times in hundredths of a second: of a frame, and of the last one. */
struct gif_times {
    unsigned each, last;
};

/* Adds an animation of the PNGs in a text, one after the other.  False: they
 * are none of one size, or memory runs out. */
bool gif_write(struct text *gif, const struct text *pngs,
               const struct gif_times *times, struct arena *arena);

#endif
