/* gif_palette.h -- 255 colours that stand for all. */
#ifndef OUTPUT_PLOT_GIF_PALETTE_H
#define OUTPUT_PLOT_GIF_PALETTE_H

#include "output/plot/png.h"

/* The last index means that a pixel stays as it is. */
enum { PALETTE_COLOURS = 255, PALETTE_CELLS = 1 << 15 };

/* Cells are colours of five bits a channel. */
struct gif_palette {
    unsigned long counts[PALETTE_CELLS];
    unsigned long sums[PALETTE_CELLS][PNG_CHANNELS];
    unsigned char indices[PALETTE_CELLS]; /* of the cells that are used */
    unsigned char colours[PALETTE_COLOURS + 1][PNG_CHANNELS];
};

/* Counts the colours of a picture. */
void palette_count(struct gif_palette *palette, const struct png_image *image);

/* Chooses the colours: median cut (Heckbert, 1982). */
void palette_choose(struct gif_palette *palette);

/* The index of a pixel's colour. */
unsigned char palette_index(const struct gif_palette *palette,
                            const unsigned char *pixel);

#endif
