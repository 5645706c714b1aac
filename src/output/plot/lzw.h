/* lzw.h -- the compression of GIF. */
#ifndef OUTPUT_PLOT_LZW_H
#define OUTPUT_PLOT_LZW_H

#include "base/text.h"

/* Adds bytes, packed, in the blocks of a GIF. */
void lzw_write(struct text *gif, const unsigned char *bytes, size_t count,
               struct arena *arena);

#endif
