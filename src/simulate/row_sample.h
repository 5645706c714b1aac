/* row_sample.h -- a few rows of a run, evenly spread: its first, its last, and
 * the one in which it diverges. */
#ifndef SIMULATE_ROW_SAMPLE_H
#define SIMULATE_ROW_SAMPLE_H

#include <stddef.h>

struct kept_row {
    double step, lr, loss; /* lr of group 0 */
};

/* Zero is a keeper that wants nothing. */
struct keeper {
    long first, last;      /* rows of the run */
    size_t most, count;    /* rows that it has room for, at least 2; so far */
    struct kept_row *rows; /* [most] */
};

/* The next row that it wants; beyond `last`: none. */
static inline long
keeper_next(const struct keeper *keeper)
{
    long span = keeper->last - keeper->first, k = (long)keeper->count;
    long steps = (long)keeper->most - 1;

    if (keeper->count == keeper->most)
        return keeper->last + 1;
    return keeper->first +
           (span <= steps
                ? k
                : (long)((double)span / (double)steps * (double)k + 0.5));
}

/* Keeps a row, once. */
static inline void
keeper_add(struct keeper *keeper, long step, double lr, double loss)
{
    if (keeper->count == keeper->most ||
        (keeper->count > 0 &&
         keeper->rows[keeper->count - 1].step >= (double)step))
        return;
    keeper->rows[keeper->count++] = (struct kept_row){(double)step, lr, loss};
}

#endif
