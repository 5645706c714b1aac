/* png.h -- reads the pictures that gnuplot draws. */
#ifndef OUTPUT_PLOT_PNG_H
#define OUTPUT_PLOT_PNG_H

#include "base/text.h"

enum { PNG_CHANNELS = 3 };

struct png_image {
    size_t width, height;
    unsigned char *pixels; /* [height][width][PNG_CHANNELS]: red, green, blue */
};

/* Reads the picture that some bytes begin with, 8 bits a channel without
 * interlacing, and says how long it is.  False: it is none, or memory runs
 * out. */
bool png_read(const char *bytes, size_t length, struct png_image *image,
              size_t *used, struct arena *arena);

#endif
