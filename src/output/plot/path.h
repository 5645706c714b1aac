/* path.h -- where two parameters went, kept in bounded memory. */
#ifndef OUTPUT_PLOT_PATH_H
#define OUTPUT_PLOT_PATH_H

#include "base/arena.h"
#include "output/plot/ground.h"

/* Up to so many rows are kept as they are; of a longer path, the leftmost,
 * rightmost, lowest and highest place of each stretch.  A multiple of 8. */
enum { PATH_POINTS = 4096, PATH_SIDES = 4 };

struct path_point {
    double step;
    struct position position;
};

struct path {
    struct path_point *points; /* by step */
    size_t count;
    long stride; /* rows that one place stands for */
    struct path_point first, last;
    struct path_point sides[PATH_SIDES]; /* of rows that fill no stretch yet */
    long pending, rows;
    bool lost;                /* it ended where it was no longer finite: */
    struct path_point beyond; /* there */
};

/* False: no memory. */
bool path_begin(struct path *path, struct arena *arena);

/* The next row.  After one that is not finite no other is taken. */
void path_add(struct path *path, double step, struct position position);

/* After the last row: all that is drawn is then in `places`. */
void path_end(struct path *path);

/* Whether a site lies in the rectangle. */
bool position_inside(struct position low, struct position high,
                     struct position position);

/* Where the straight way leaves the rectangle that leads from a site in it to
 * one outside, which may be infinitely far away. */
struct position position_exit(struct position low, struct position high,
                              struct position from, struct position to);

/* Whether a place follows this one: the next, or the one that is not finite,
 * unless nobody knows in which direction that is. */
bool path_next(const struct path *path, size_t number, struct path_point *next);

/* Whether the trail ends outside of the rectangle in which it starts; `end`
 * is where it ends or, if so, where it leaves for the last time. */
bool path_leaves(const struct path *path, struct position low,
                 struct position high, struct position *end);

#endif
