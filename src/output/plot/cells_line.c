/* cells_line.c -- lines, points and shades as dots. */
#include <math.h>
#include <string.h>

#include "output/plot/cells.h"

/* Which dots of its way a stroke has ('#'), and its sign where a cell is one
 * dot. */
static const struct {
    const char *way;
    char sign;
    bool thick;
} strokes[] = {
    {"#", '*', false},      {"#####...", 'o', false},
    {"#", '+', true},       {"######..#..", 'x', false},
    {"#..", '#', false},    {"#####...", '@', true},
    {"##....", '%', false}, {"#....", '=', false},
    {"#...", '.', false},
};

/* Sets the dot in this column and row of an area. */
static void
set_dot(struct cells *cells, const struct cell_area *area, long x, long y,
        struct ink ink)
{
    /* The bits of braille, by row and column. */
    static const unsigned char bits[4][2] = {
        {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    size_t column = (size_t)x / cells->wide, row = (size_t)y / cells->high;
    struct cell *cell;

    if (x < 0 || y < 0 || column >= area->width || row >= area->height)
        return;
    cell =
        &cells->cells[(area->top + row) * cells->width + area->left + column];
    if (cells->style->unicode) {
        /* Dots of a word's cell are not seen, and what is faint gives way. */
        if (cell->glyph[0])
            return;
        if (cell->dots && ink.colour == INK_FAINT && cell->colour != INK_FAINT)
            return;
        cell->dots |= bits[(size_t)y % 4][(size_t)x % 2];
    } else {
        cell->glyph[0] = strokes[ink.stroke].sign;
        cell->glyph[1] = '\0';
    }
    cell->colour = ink.colour;
}

/* Cuts one side off the part of a line between the shares `from` and `to`;
 * false: nothing is left. */
static bool
cut(double step, double room, double *from, double *to)
{
    if (step == 0)
        return room >= 0;
    if (step < 0)
        *from = fmax(*from, room / step);
    else
        *to = fmin(*to, room / step);
    return *from <= *to;
}

/* Liang & Barsky (1984). */
static bool
clip(const struct cells *cells, const struct cell_area *area, struct dot *from,
     struct dot *to)
{
    double right = (double)(area->width * cells->wide) - 1;
    double bottom = (double)(area->height * cells->high) - 1;
    double dx = to->x - from->x, dy = to->y - from->y, first = 0, last = 1;
    struct dot start = *from;

    if (!isfinite(dx) || !isfinite(dy) ||
        !cut(-dx, start.x + 0.5, &first, &last) ||
        !cut(dx, right + 0.49 - start.x, &first, &last) ||
        !cut(-dy, start.y + 0.5, &first, &last) ||
        !cut(dy, bottom + 0.49 - start.y, &first, &last))
        return false;
    *from = (struct dot){start.x + dx * first, start.y + dy * first};
    *to = (struct dot){start.x + dx * last, start.y + dy * last};
    return true;
}

void
cells_line(struct cells *cells, const struct cell_area *area, struct dot from,
           struct dot to, struct ink ink, double *travelled)
{
    const char *way = strokes[ink.stroke].way;
    size_t length = strlen(way);
    double dx, dy, steps;

    if (!clip(cells, area, &from, &to))
        return;
    dx = to.x - from.x;
    dy = to.y - from.y;
    steps = ceil(fmax(fabs(dx), fabs(dy)));
    for (double i = 0; i <= steps; i++) {
        double share = steps > 0 ? i / steps : 0;
        long x = lround(from.x + dx * share), y = lround(from.y + dy * share);
        size_t at = (size_t)(*travelled + hypot(dx, dy) * share) % length;

        if (cells->style->unicode && way[at] != '#')
            continue;
        set_dot(cells, area, x, y, ink);
        if (strokes[ink.stroke].thick && cells->style->unicode)
            set_dot(cells, area, x + (fabs(dy) > fabs(dx)),
                    y + (fabs(dy) <= fabs(dx)), ink);
    }
    *travelled += hypot(dx, dy);
}

void
cells_point(struct cells *cells, const struct cell_area *area, struct dot place,
            struct ink ink)
{
    long more = cells->style->unicode ? 1 : 0;

    if (!(fabs(place.x) < 1e6 && fabs(place.y) < 1e6))
        return;
    for (long i = 0; i <= more; i++)
        for (long j = 0; j <= more; j++)
            set_dot(cells, area, lround(place.x) + i, lround(place.y) + j, ink);
}

void
cells_shade(struct cells *cells, const struct cell_area *area, double x,
            double top, double bottom, struct ink ink)
{
    double last = (double)(area->height * cells->high) - 1;
    long column = lround(x);

    if (isnan(top) || isnan(bottom))
        return;
    for (long y = lround(fmax(top, 0)); (double)y <= fmin(bottom, last); y++)
        if (!cells->style->unicode)
            set_dot(cells, area, column, y,
                    (struct ink){ink.colour, STROKE_FAINT});
        else if ((y + 2 * (column & 1)) % 4 == 0)
            set_dot(cells, area, column, y, ink);
}

size_t
cells_sample_width(const struct cells *cells)
{
    /* A colour needs less room than a stroke. */
    if (cells->style->colours > 0 && cells->style->unicode)
        return 3;
    return cells->style->unicode ? 5 : 2;
}

size_t
cells_sample(struct cells *cells, size_t left, size_t top, struct ink ink)
{
    size_t width = cells_sample_width(cells);
    const struct cell_area area = {left, top, width, 1};
    double right = (double)(width * cells->wide) - 1, travelled = 0;
    double middle = cells->style->unicode ? 1 : 0;

    cells_line(cells, &area, (struct dot){0, middle},
               (struct dot){right, middle}, ink, &travelled);
    return width;
}
