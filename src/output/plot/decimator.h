/* decimator.h -- a sequence of rows of any length, kept in bounded memory.
 *
 * When it is full, every two stretches of rows become one.  Of a stretch stay
 * the rows in which a key has its lowest and its highest value, so that no
 * spike is lost; without keys, its first row. */
#ifndef OUTPUT_PLOT_DECIMATOR_H
#define OUTPUT_PLOT_DECIMATOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Keys at most, and the rows that stay of a stretch. */
enum { DECIMATOR_KEYS = 2, STRETCH_ROWS = 2 * DECIMATOR_KEYS };

/* Some rows in a row. */
struct stretch {
    size_t width;             /* values of a row */
    size_t keys;              /* values 1, 2, ... up to this one are keys */
    size_t kept;              /* rows that stay: 2 for each key, or 1 */
    double *rows;             /* [kept][width] */
    long order[STRETCH_ROWS]; /* their numbers in the stretch */
    long count;               /* rows so far */
};

/* Adds a row.  NaN is neither low nor high. */
void stretch_add(struct stretch *stretch, const double *row);

/* Moves the rows that stay, in their order, to `rows`; the stretch is empty
 * then. */
void stretch_take(struct stretch *stretch, double *rows);

struct decimator {
    double *rows; /* [count][width], in their order */
    size_t count;
    size_t most; /* the room: a multiple of twice what stays of a stretch */
    long stride; /* a stretch has this many rows for each that stays: */
    long length; /* rows of a stretch */
    /* For a log axis instead: a stretch ends where value 0 leaves this factor;
     * 0: stretches are counted in rows. */
    double ratio;
    double limit;           /* of the pending stretch, for the ratio */
    struct stretch pending; /* that is not complete */
    struct stretch folded;
    double *first, *last;
    long seen;
};

/* Starts with at most `most` rows of `width` values; false: out of memory. */
bool decimator_begin(struct decimator *decimator, size_t width, size_t keys,
                     size_t most, double ratio, struct arena *arena);

void decimator_add(struct decimator *decimator, const double *row);

/* After the last row: all that stays is then in `rows`, with the first row and
 * the last one, and each once. */
void decimator_end(struct decimator *decimator);

#endif
