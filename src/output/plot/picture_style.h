/* picture_style.h -- the options of pictures. */
#ifndef OUTPUT_PLOT_PICTURE_STYLE_H
#define OUTPUT_PLOT_PICTURE_STYLE_H

#include "output/plot/landscape.h"
#include "output/plot/theme.h"

/* Zero means the default. */
struct picture_style {
    size_t width, height;      /* in pixels; 0: as the format likes */
    const struct theme *theme; /* NULL: the first */
    bool logx, logy;
    double ylim[2];    /* the range of the losses; equal: as they are */
    double scale;      /* of pixels, text and lines; 0: 1 */
    double view[2];    /* of a surface, in degrees around x and z; 0,0: usual */
    long frames, rate; /* of an animation, and how many a second */
    /* Of what is drawn on a terminal. */
    const char *terminal;           /* gnuplot's name; NULL: dumb */
    size_t columns, rows;           /* in characters; 0: as the format likes */
    size_t spare;                   /* rows more, where panels need them */
    size_t cell_width, cell_height; /* of a character, in pixels; 0 */
    unsigned colours;               /* that it has: none, 8 or 256 */
    bool unicode;
};

#endif
