/* path.h -- where two parameters went, kept in bounded memory. */
#ifndef OUTPUT_PLOT_PATH_H
#define OUTPUT_PLOT_PATH_H

#include "output/plot/decimator.h"
#include "output/plot/landscape.h"

/* Points of a path, about. */
enum { PATH_POINTS = 4096 };

struct path_point {
    double step;
    struct position position;
};

struct path {
    struct decimator decimator;
    struct path_point *points; /* after the end, by step */
    size_t count;
    bool lost;                /* it ended where it was no longer finite: */
    struct path_point beyond; /* there */
};

/* False: no memory. */
bool path_begin(struct path *path, struct arena *arena);

/* The next row.  After one that is not finite no other is taken. */
void path_add(struct path *path, double step, struct position position);

/* After the last row: fills `points`. */
void path_end(struct path *path);

/* Whether a position lies in the rectangle. */
bool position_inside(struct position low, struct position high,
                     struct position position);

/* Where a line from a position inside the rectangle to one outside, which may
 * be infinitely far away, leaves it. */
struct position position_exit(struct position low, struct position high,
                              struct position from, struct position to);

/* The point after this one: the next, or the one that is not finite, where its
 * direction is known; false: there is none. */
bool path_next(const struct path *path, size_t number, struct path_point *next);

/* Whether the path ends outside the rectangle in which it starts; `end` is
 * where it ends or, if so, where it last leaves the rectangle. */
bool path_leaves(const struct path *path, struct position low,
                 struct position high, struct position *end);

#endif
