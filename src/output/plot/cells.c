/* cells.c -- words and dots in cells, and the cells as lines of text. */
#include "output/plot/cells.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "output/plot/label.h"

/* Of 256 colours those that are seen on black and on white; else the basic
 * ones, without those that vanish on one of them. */
static const struct {
    const char *many, *few;
} colours[] = {
    {"0", "0"},
    {"38;5;39", "36"},
    {"38;5;208", "33"},
    {"38;5;170", "35"},
    {"38;5;71", "32"},
    {"38;5;203", "31"},
    {"38;5;99", "34"},
    {"38;5;142", "1"},
    {"38;5;37", "1;36"},
    {"38;5;245", "2"},
    /* The even colours of pictures, or those of eight in their order. */
    {"38;5;53", "35"},
    {"38;5;54", "35"},
    {"38;5;61", "34"},
    {"38;5;31", "34"},
    {"38;5;30", "36"},
    {"38;5;36", "36"},
    {"38;5;71", "32"},
    {"38;5;113", "32"},
    {"38;5;148", "33"},
    {"38;5;220", "33"},
};

struct ink
ink_of(const struct picture_style *style, size_t number)
{
    size_t stroke =
        style->colours > 0 && style->unicode ? number / CELL_INKS : number;

    return (struct ink){(unsigned char)(number % CELL_INKS + 1),
                        (unsigned char)(stroke % CELL_INKS)};
}

bool
cells_begin(struct cells *cells, const struct picture_style *style,
            size_t width, size_t height, struct arena *arena)
{
    *cells = (struct cells){
        .style = style,
        .width = width,
        .height = height,
        .wide = style->unicode ? 2 : 1,
        .high = style->unicode ? 4 : 1,
        .cells = arena_alloc(arena, width * height, sizeof *cells->cells),
    };
    return cells->cells != NULL;
}

static void
put(struct cell *cell, const char *bytes, size_t length, unsigned colour)
{
    *cell = (struct cell){.colour = (unsigned char)colour};
    memcpy(cell->glyph, bytes, length);
}

/* Adds a character without a width to the one before it. */
static void
combine(struct cell *cell, const char *bytes, size_t length)
{
    size_t used = strlen(cell->glyph);

    if (used > 0 && used + length < CELL_GLYPH)
        memcpy(cell->glyph + used, bytes, length);
}

size_t
cells_text(struct cells *cells, size_t left, size_t top, const char *text,
           unsigned colour)
{
    size_t length = strlen(text), at = left;
    struct cell *row = cells->cells + top * cells->width;

    if (top >= cells->height)
        return 0;
    for (size_t i = 0, n; i < length; i += n) {
        char one[CELL_GLYPH] = "";
        size_t columns;

        n = utf8_length(text + i, length - i);
        n = n ? n : 1;
        memcpy(one, text + i, n);
        columns = text_width(one);
        if (columns == 0 && at > left)
            combine(&row[at - 1 - row[at - 1].covered], text + i, n);
        if (columns == 0)
            continue;
        if (at + columns > cells->width)
            break;
        if (!cells->style->unicode && n > 1)
            put(&row[at], "?", 1, colour);
        else
            put(&row[at], text + i, n, colour);
        if (columns > 1)
            row[at + 1] = (struct cell){.covered = cells->style->unicode,
                                        .colour = (unsigned char)colour};
        at += columns;
    }
    return at - left;
}

/* The character of a cell, without a NUL; returns its bytes. */
static size_t
glyph_of(const struct cell *cell, char glyph[CELL_GLYPH])
{
    size_t length = strlen(cell->glyph);

    if (cell->covered)
        return 0;
    memcpy(glyph, cell->glyph, length);
    if (length > 0)
        return length;
    if (cell->dots == 0) {
        glyph[0] = ' ';
        return 1;
    }
    /* U+2800 and the dots. */
    glyph[0] = '\xE2';
    glyph[1] = (char)(0xA0 | cell->dots >> 6);
    glyph[2] = (char)(0x80 | (cell->dots & 0x3F));
    return 3;
}

static bool
is_blank(const struct cell *cell)
{
    return !cell->covered && cell->dots == 0 &&
           (!cell->glyph[0] || strcmp(cell->glyph, " ") == 0);
}

static void
print_row(const struct cells *cells, const struct cell *row, struct text *text)
{
    size_t width = cells->width;
    unsigned now = 0;

    while (width > 0 && is_blank(&row[width - 1]))
        width--;
    for (size_t i = 0; i < width; i++) {
        char glyph[CELL_GLYPH];
        unsigned colour = cells->style->colours > 0 && !is_blank(&row[i])
                              ? row[i].colour
                              : now;

        if (colour != now)
            text_format(text, "%s\033[%sm", now && colour ? "\033[0m" : "",
                        cells->style->colours > 8 ? colours[colour].many
                                                  : colours[colour].few);
        now = colour;
        text_add(text, glyph, glyph_of(&row[i], glyph));
    }
    text_string(text, now ? "\033[0m\n" : "\n");
}

void
cells_print(const struct cells *cells, struct text *text)
{
    for (size_t i = 0; i < cells->height; i++)
        print_row(cells, cells->cells + i * cells->width, text);
}
