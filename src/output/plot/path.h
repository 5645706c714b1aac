/* path.h -- where two parameters went, kept in bounded memory. */
#ifndef OUTPUT_PLOT_PATH_H
#define OUTPUT_PLOT_PATH_H

#include "base/arena.h"
#include "output/plot/ground.h"

/* Up to so many rows are kept as they are; of a longer path, the leftmost,
 * rightmost, lowest and highest place of each stretch.  A multiple of 8. */
enum { TRAIL_PLACES = 4096, TRAIL_SIDES = 4 };

struct place_at {
    double step;
    struct site site;
};

struct trail {
    struct place_at *places; /* by step */
    size_t count;
    long stride; /* rows that one place stands for */
    struct place_at first, last;
    struct place_at sides[TRAIL_SIDES]; /* of rows that fill no stretch yet */
    long pending, rows;
    bool lost;              /* it ended where it was no longer finite: */
    struct place_at beyond; /* there */
};

/* False: no memory. */
bool trail_begin(struct trail *trail, struct arena *arena);

/* The next row.  After one that is not finite no other is taken. */
void trail_add(struct trail *trail, double step, struct site site);

/* After the last row: all that is drawn is then in `places`. */
void trail_end(struct trail *trail);

/* Whether a site lies in the rectangle. */
bool site_inside(struct site low, struct site high, struct site site);

/* Where the straight way leaves the rectangle that leads from a site in it to
 * one outside, which may be infinitely far away. */
struct site site_exit(struct site low, struct site high, struct site from,
                      struct site to);

/* Whether a place follows this one: the next, or the one that is not finite,
 * unless nobody knows in which direction that is. */
bool trail_next(const struct trail *trail, size_t number,
                struct place_at *next);

/* Whether the trail ends outside of the rectangle in which it starts; `end`
 * is where it ends or, if so, where it leaves for the last time. */
bool trail_leaves(const struct trail *trail, struct site low, struct site high,
                  struct site *end);

#endif
