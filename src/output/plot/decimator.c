/* decimator.c -- joins stretches of rows while they come in. */
#include "output/plot/decimator.h"

#include <math.h>
#include <string.h>

/* Most rows are those of curves; a call of memcpy() would cost more. */
static inline void
copy_row(double *to, const double *from, size_t width)
{
    to[0] = from[0];
    if (width > 1)
        to[1] = from[1];
    if (width > 2)
        memcpy(to + 2, from + 2, (width - 2) * sizeof *to);
}

static inline void
set_row(struct stretch *stretch, size_t place, const double *row)
{
    copy_row(stretch->rows + place * stretch->width, row, stretch->width);
    stretch->order[place] = stretch->count;
}

/* Takes the place of the lowest or the highest row of a key. */
static inline void
add_key(struct stretch *stretch, const double *row, size_t key)
{
    const double *low = stretch->rows + 2 * (key - 1) * stretch->width;
    const double *high = low + stretch->width;

    if (row[key] < low[key] || isnan(low[key]))
        set_row(stretch, 2 * (key - 1), row);
    if (row[key] > high[key] || isnan(high[key]))
        set_row(stretch, 2 * (key - 1) + 1, row);
}

void
stretch_add(struct stretch *stretch, const double *row)
{
    if (stretch->count == 0) {
        for (size_t place = 0; place < stretch->kept; place++)
            set_row(stretch, place, row);
    } else if (stretch->keys > 0) {
        add_key(stretch, row, 1);
        if (stretch->keys > 1)
            add_key(stretch, row, 2);
    }
    stretch->count++;
}

void
stretch_take(struct stretch *stretch, double *rows)
{
    size_t kept = stretch->kept, width = stretch->width;
    size_t sorted[STRETCH_ROWS];

    for (size_t i = 0; i < kept; i++) {
        size_t at = i;

        for (; at > 0 && stretch->order[sorted[at - 1]] > stretch->order[i];
             at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = i;
    }
    for (size_t i = 0; i < kept; i++)
        copy_row(rows + i * width, stretch->rows + sorted[i] * width, width);
    stretch->count = 0;
}

bool
decimator_begin(struct decimator *decimator, size_t width, size_t keys,
                size_t most, double ratio, struct arena *arena)
{
    size_t kept = keys > 0 ? 2 * keys : 1;
    const struct stretch stretch = {.width = width, .keys = keys, .kept = kept};
    /* The first row, the last one and a pending stretch come on top. */
    double *rows =
        arena_alloc(arena, (most + 3 * kept + 4) * width, sizeof *rows);

    *decimator = (struct decimator){.rows = rows,
                                    .most = most,
                                    .stride = 1,
                                    .length = (long)kept,
                                    .ratio = ratio};
    if (!rows)
        return false;
    decimator->pending = decimator->folded = stretch;
    decimator->pending.rows = rows + (most + kept + 2) * width;
    decimator->folded.rows = decimator->pending.rows + kept * width;
    decimator->first = decimator->folded.rows + kept * width;
    decimator->last = decimator->first + width;
    return true;
}

/* Two stretches become one. */
static void
fold(struct decimator *decimator)
{
    struct stretch *folded = &decimator->folded;
    size_t kept = folded->kept, width = folded->width;

    for (size_t i = 0; i < decimator->count; i += 2 * kept) {
        for (size_t k = 0; k < 2 * kept; k++)
            stretch_add(folded, decimator->rows + (i + k) * width);
        stretch_take(folded, decimator->rows + i / 2 * width);
    }
    decimator->count /= 2;
    decimator->stride *= 2;
    decimator->length *= 2;
    decimator->ratio *= decimator->ratio;
}

/* The pending stretch is complete. */
static void
store_pending(struct decimator *decimator)
{
    struct stretch *pending = &decimator->pending;

    if (decimator->count == decimator->most)
        fold(decimator);
    stretch_take(pending, decimator->rows + decimator->count * pending->width);
    decimator->count += pending->kept;
}

static void
add_by_ratio(struct decimator *decimator, const double *row)
{
    struct stretch *pending = &decimator->pending;

    if (pending->count > 0 &&
        (row[0] >= decimator->limit ||
         row[0] * decimator->ratio < decimator->limit / decimator->ratio))
        store_pending(decimator);
    if (pending->count == 0)
        decimator->limit = row[0] * decimator->ratio;
    stretch_add(pending, row);
}

static void
add_by_count(struct decimator *decimator, const double *row)
{
    struct stretch *pending = &decimator->pending;
    size_t width = pending->width;

    if (decimator->count == decimator->most)
        fold(decimator);
    if (decimator->stride == 1) {
        copy_row(decimator->rows + decimator->count++ * width, row, width);
        return;
    }
    stretch_add(pending, row);
    if (pending->count == decimator->length)
        store_pending(decimator);
}

void
decimator_add(struct decimator *decimator, const double *row)
{
    size_t width = decimator->pending.width;

    if (decimator->seen++ == 0)
        copy_row(decimator->first, row, width);
    copy_row(decimator->last, row, width);
    if (decimator->ratio > 0)
        add_by_ratio(decimator, row);
    else
        add_by_count(decimator, row);
}

void
decimator_end(struct decimator *decimator)
{
    struct stretch *pending = &decimator->pending;
    size_t width = pending->width, size = width * sizeof(double), kept = 0;
    double *rows = decimator->rows;

    if (decimator->seen == 0)
        return;
    if (pending->count > 0) {
        stretch_take(pending, rows + decimator->count * width);
        decimator->count += pending->kept;
    }
    memcpy(rows + decimator->count++ * width, decimator->last, size);
    memmove(rows + width, rows, decimator->count * size);
    memcpy(rows, decimator->first, size);
    /* A row that stays for two reasons stays once. */
    for (size_t i = 1; i <= decimator->count; i++)
        if (memcmp(rows + i * width, rows + kept * width, size) != 0)
            memmove(rows + ++kept * width, rows + i * width, size);
    decimator->count = kept + 1;
}
