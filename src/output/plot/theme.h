/* theme.h -- the colours of a picture. */
#ifndef OUTPUT_PLOT_THEME_H
#define OUTPUT_PLOT_THEME_H

#include <stdbool.h>
#include <stddef.h>

/* How the curve of one number is drawn. */
struct pen {
    const char *colour; /* "#rrggbb" */
    int dash;           /* gnuplot's dash type; 1 is solid */
};

enum { PENS = 10, STOPS = 4 };

struct theme {
    const char *name;
    const char *background, *ink, *frame, *grid;
    /* Any two differ in lightness or in dash, so that they survive colour
     * blindness and grey print. */
    struct pen pens[PENS];
    unsigned landscape[STOPS]; /* 0xrrggbb from the valleys up to the hills */
    unsigned path[STOPS];      /* from the first step to the last */
};

/* The first one holds where none is named; the last has no name. */
extern const struct theme themes[];

/* The theme with this name; NULL. */
const struct theme *theme_find(const char *name);

/* How one of `count` curves is drawn.  More curves than pens take the colours
 * of a path, and dashes in turn where there are few enough to see them. */
struct stroke {
    unsigned colour; /* 0xrrggbb */
    int dash;
    double width;
};
struct stroke theme_stroke(const struct theme *theme, size_t number,
                           size_t count);

/* The colour at `share` of a scale in which equal steps look equal, dark at the
 * low end in every theme. */
unsigned theme_even(double share);

/* The colour at `share` (0 to 1) of the way along the stops. */
unsigned theme_between(const unsigned stops[STOPS], double share);

#endif
