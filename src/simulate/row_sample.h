/* row_sample.h -- a few rows of a run, evenly spaced: its first, its last, and
 * the one in which it diverges. */
#ifndef SIMULATE_ROW_SAMPLE_H
#define SIMULATE_ROW_SAMPLE_H

#include <stddef.h>

struct sampled_row {
    double step, lr, loss; /* lr of group 0 */
};

/* A zeroed row_sample keeps no rows. */
struct row_sample {
    long first, last;         /* rows of the run */
    size_t most, count;       /* rows to keep, at least 2; kept so far */
    struct sampled_row *rows; /* [most] */
};

/* The next row to keep; greater than `last`: none. */
static inline long
row_sample_next(const struct row_sample *sample)
{
    long span = sample->last - sample->first, k = (long)sample->count;
    long steps = (long)sample->most - 1;

    if (sample->count == sample->most)
        return sample->last + 1;
    return sample->first +
           (span <= steps
                ? k
                : (long)((double)span / (double)steps * (double)k + 0.5));
}

/* Adds a row, unless it was added before. */
static inline void
row_sample_add(struct row_sample *sample, long step, double lr, double loss)
{
    if (sample->count == sample->most ||
        (sample->count > 0 &&
         sample->rows[sample->count - 1].step >= (double)step))
        return;
    sample->rows[sample->count++] =
        (struct sampled_row){(double)step, lr, loss};
}

#endif
