/* inflate.h -- unpacks what zlib has packed. */
#ifndef OUTPUT_PLOT_INFLATE_H
#define OUTPUT_PLOT_INFLATE_H

#include "base/text.h"

/* Adds the bytes that a zlib stream packs to a text that has an arena. False
 * where the stream is broken or ends too early, or memory runs out; its
 * checksum is not compared. */
bool inflate(struct text *text, const char *bytes, size_t length);

#endif
