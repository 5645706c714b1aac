/* label.h -- a user's text, made fit for a picture. */
#ifndef OUTPUT_PLOT_LABEL_H
#define OUTPUT_PLOT_LABEL_H

#include "base/text.h"

/* A copy in the arena that is one line of printable UTF-8: a space for every
 * control character, '?' for what is no character; where it is wider than
 * `width` columns, it ends in the ellipsis.  NULL: no memory. */
char *label_clean(const char *text, size_t width, const char *ellipsis,
                  struct arena *arena);

#define LABEL_ELLIPSIS "\xE2\x80\xA6"

/* The width of a clean text in a usual font without serifs, in hundredths of
 * its size: no font that is likely to be taken for it is wider. */
size_t label_measure(const char *text);

/* A copy of a clean text, cut where it is wider than some pixels in a font of a
 * size; NULL: no memory. */
enum { LABEL_SIZE = 15 };
char *label_fit(const char *text, size_t pixels, size_t size,
                struct arena *arena);

/* A clean text as a gnuplot expression of single-quoted literals, in which
 * nothing is expanded; the script must begin with LABEL_QUOTE. */
#define LABEL_QUOTE "quote = sprintf('%c', 39)\n"
void label_quote(struct text *text, const char *label);

#endif
