/* theme.c -- the table of themes. */
#include "output/plot/theme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Hues after Okabe & Ito, Color Universal Design (2008). */
const struct theme themes[] = {
    {
        .name = "light",
        .background = "#ffffff",
        .ink = "#202020",
        .frame = "#808080",
        .grid = "#dddddd",
        .pens = {{"#0b68b8", 1},
                 {"#f29111", 1},
                 {"#00946a", 1},
                 {"#7b2382", 1},
                 {"#15151a", 1},
                 {"#0b68b8", 2},
                 {"#f29111", 2},
                 {"#00946a", 2},
                 {"#7b2382", 2},
                 {"#15151a", 2}},
        .landscape = {0x8fb0d0, 0xb9cfe3, 0xdde7f0, 0xf7f9fb},
        .path = {0x3b0f70, 0x8c2981, 0xd1495b, 0xe8590c},
    },
    {
        .name = "dark",
        .background = "#17191d",
        .ink = "#dcdcdc",
        .frame = "#7c7f85",
        .grid = "#33363c",
        .pens = {{"#5ab8f5", 1},
                 {"#ec6a22", 1},
                 {"#7be8b8", 1},
                 {"#9d4fc9", 1},
                 {"#f4f4f4", 1},
                 {"#5ab8f5", 2},
                 {"#ec6a22", 2},
                 {"#7be8b8", 2},
                 {"#9d4fc9", 2},
                 {"#f4f4f4", 2}},
        .landscape = {0x4a6f96, 0x34506d, 0x243649, 0x1b232c},
        .path = {0xb37feb, 0xf06595, 0xff922b, 0xffe066},
    },
    {
        .name = "print",
        .background = "#ffffff",
        .ink = "#000000",
        .frame = "#606060",
        .grid = "#ececec",
        .pens = {{"#000000", 1},
                 {"#8c8c8c", 1},
                 {"#000000", 2},
                 {"#8c8c8c", 2},
                 {"#000000", 3},
                 {"#8c8c8c", 3},
                 {"#000000", 4},
                 {"#8c8c8c", 4},
                 {"#000000", 5},
                 {"#8c8c8c", 5}},
        .landscape = {0xbcbcbc, 0xd6d6d6, 0xebebeb, 0xfafafa},
        .path = {0x808080, 0x606060, 0x303030, 0x000000},
    },
    {.name = NULL},
};

const struct theme *
theme_find(const char *name)
{
    for (const struct theme *theme = themes; theme->name; theme++)
        if (strcmp(theme->name, name) == 0)
            return theme;
    return NULL;
}

static unsigned
between(const unsigned *stops, size_t count, double share)
{
    double at = fmin(fmax(share, 0), 1) * (double)(count - 1);
    size_t i = at < (double)(count - 2) ? (size_t)at : count - 2;
    unsigned colour = 0;

    for (int shift = 16; shift >= 0; shift -= 8) {
        double low = (double)(stops[i] >> shift & 255);
        double high = (double)(stops[i + 1] >> shift & 255);

        colour |= (unsigned)lround(low + (high - low) * (at - (double)i))
                  << shift;
    }
    return colour;
}

unsigned
theme_between(const unsigned stops[STOPS], double share)
{
    return between(stops, STOPS, share);
}

unsigned
theme_even(double share)
{
    /* Eleven colours of viridis (Smith & van der Walt, 2015). */
    static const unsigned stops[] = {0x440154, 0x482475, 0x414487, 0x355f8d,
                                     0x2a788e, 0x21918c, 0x22a884, 0x44bf70,
                                     0x7ad151, 0xbddf26, 0xfde725};

    return between(stops, sizeof stops / sizeof *stops, share);
}

struct stroke
theme_stroke(const struct theme *theme, size_t number, size_t count)
{
    enum { DASHES = 4, MANY = 24 };
    const struct pen *pen = &theme->pens[number % PENS];

    if (count <= PENS)
        return (struct stroke){(unsigned)strtoul(pen->colour + 1, NULL, 16),
                               pen->dash, 2};
    return (struct stroke){
        theme_between(theme->path, (double)number / (double)(count - 1)),
        count <= MANY ? (int)(number % DASHES) + 1 : 1, count <= MANY ? 2 : 1};
}
