/* gif_palette.c -- cuts the cells of colour space in boxes. */
#include "output/plot/gif_palette.h"

#include <math.h>

/* The cells from low to high of each channel. */
struct colour_box {
    int low[PNG_CHANNELS], high[PNG_CHANNELS];
    unsigned long count;
};

enum { BITS = 5, SIDE = 1 << BITS };

static size_t
cell_of(const unsigned char *pixel)
{
    return (size_t)(pixel[0] >> 3) << 2 * BITS |
           (size_t)(pixel[1] >> 3) << BITS | (size_t)(pixel[2] >> 3);
}

static size_t
cell_at(const int at[PNG_CHANNELS])
{
    return (size_t)at[0] << 2 * BITS | (size_t)at[1] << BITS | (size_t)at[2];
}

void
palette_count(struct gif_palette *palette, const struct png_image *image)
{
    const unsigned char *pixel = image->pixels;
    size_t count = image->width * image->height;

    for (; count > 0; count--, pixel += PNG_CHANNELS) {
        size_t cell = cell_of(pixel);

        palette->counts[cell]++;
        for (int c = 0; c < PNG_CHANNELS; c++)
            palette->sums[cell][c] += pixel[c];
    }
}

unsigned char
palette_index(const struct gif_palette *palette, const unsigned char *pixel)
{
    return palette->indices[cell_of(pixel)];
}

/* Makes a box as small as its used cells, and counts them. */
static void
shrink(const struct gif_palette *palette, struct colour_box *box)
{
    struct colour_box small = {{SIDE, SIDE, SIDE}, {-1, -1, -1}, 0};
    int at[PNG_CHANNELS];

    for (at[0] = box->low[0]; at[0] <= box->high[0]; at[0]++)
        for (at[1] = box->low[1]; at[1] <= box->high[1]; at[1]++)
            for (at[2] = box->low[2]; at[2] <= box->high[2]; at[2]++) {
                if (palette->counts[cell_at(at)] == 0)
                    continue;
                small.count += palette->counts[cell_at(at)];
                for (int c = 0; c < PNG_CHANNELS; c++) {
                    if (at[c] < small.low[c])
                        small.low[c] = at[c];
                    if (at[c] > small.high[c])
                        small.high[c] = at[c];
                }
            }
    *box = small;
}

static int
longest_side(const struct colour_box *box)
{
    int side = 0;

    for (int c = 1; c < PNG_CHANNELS; c++)
        if (box->high[c] - box->low[c] > box->high[side] - box->low[side])
            side = c;
    return side;
}

/* Cuts a box where half of its pixels are on each side. */
static void
cut(const struct gif_palette *palette, struct colour_box *box,
    struct colour_box *other)
{
    int side = longest_side(box), at = box->low[side];
    unsigned long before = 0;

    for (;; at++) {
        struct colour_box slice = *box;

        slice.low[side] = slice.high[side] = at;
        shrink(palette, &slice);
        before += slice.count;
        if (2 * before >= box->count || at + 2 > box->high[side])
            break;
    }
    *other = *box;
    box->high[side] = at;
    other->low[side] = at + 1;
    shrink(palette, box);
    shrink(palette, other);
}

/* How much is gained by cutting a box; large areas of many colours come first,
 * but small ones that stand out are not forgotten. */
static double
gain(const struct colour_box *box)
{
    int side = longest_side(box);
    double length = box->high[side] - box->low[side];

    return length * length * sqrt((double)box->count);
}

/* The mean colour of a box, and its index for all of its cells. */
static void
take_box(struct gif_palette *palette, const struct colour_box *box,
         size_t index)
{
    unsigned long sums[PNG_CHANNELS] = {0};
    int at[PNG_CHANNELS];

    for (at[0] = box->low[0]; at[0] <= box->high[0]; at[0]++)
        for (at[1] = box->low[1]; at[1] <= box->high[1]; at[1]++)
            for (at[2] = box->low[2]; at[2] <= box->high[2]; at[2]++) {
                size_t cell = cell_at(at);

                palette->indices[cell] = (unsigned char)index;
                for (int c = 0; c < PNG_CHANNELS; c++)
                    sums[c] += palette->sums[cell][c];
            }
    for (int c = 0; box->count > 0 && c < PNG_CHANNELS; c++)
        palette->colours[index][c] =
            (unsigned char)((sums[c] + box->count / 2) / box->count);
}

void
palette_choose(struct gif_palette *palette)
{
    struct colour_box boxes[PALETTE_COLOURS] = {
        {{0, 0, 0}, {SIDE - 1, SIDE - 1, SIDE - 1}, 0}};
    size_t count = 1;

    shrink(palette, &boxes[0]);
    while (count < PALETTE_COLOURS) {
        size_t best = 0;

        for (size_t i = 1; i < count; i++)
            if (gain(&boxes[i]) > gain(&boxes[best]))
                best = i;
        if (!(gain(&boxes[best]) > 0))
            break;
        cut(palette, &boxes[best], &boxes[count++]);
    }
    for (size_t i = 0; i < count; i++)
        take_box(palette, &boxes[i], i);
}
