/* layout.h -- where the panels of a chart stand, and their axes. */
#ifndef OUTPUT_LAYOUT_H
#define OUTPUT_LAYOUT_H

#include "output/chart.h"
#include "output/scale.h"

/* What a chart is drawn on. */
struct canvas {
    bool characters;      /* a text plot: width and height count them */
    size_t width, height; /* else they are pixels */
};

/* The curve of this number in a text plot is drawn with this character. */
extern const char layout_pens[];

/* A panel: from unit `bottom` up to below unit `top`, where a unit is a pixel
 * or a row of characters. */
struct view {
    const struct panel *panel;
    struct scale scale;
    size_t count; /* of the curves that are drawn */
    size_t bottom, top;
};

struct layout {
    struct view *views; /* as many as there are panels */
    struct scale steps;
    size_t left, right; /* margins, in characters */
};

/* Every place is computed, so that panels align.  False: no memory. */
bool layout_make(struct layout *layout, const struct chart *chart,
                 const struct canvas *canvas, struct arena *arena);

#endif
