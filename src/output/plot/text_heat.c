/* text_heat.c -- a map of a sweep: a cell has a colour or, without colours, a
 * shade for the loss there. */
#include <math.h>
#include <string.h>

#include "output/people.h"
#include "output/plot/heat_map.h"
#include "output/plot/text_parts.h"

#define DIVERGED "x"

/* What shows a share of the scale, from the lowest loss on. */
static const char *
sign_at(const struct picture_style *style, double share)
{
    static const char *const shades[] = {"\xE2\x96\x88", "\xE2\x96\x93",
                                         "\xE2\x96\x92", "\xE2\x96\x91",
                                         "\xC2\xB7"};
    static const char *const letters[] = {"@", "%", "#", "*", "+",
                                          "=", "-", ":", "."};
    enum { SHADES = 5, LETTERS = 9 };

    if (style->unicode)
        return shades[style->colours > 0
                          ? 0
                          : (size_t)fmin(share * SHADES, SHADES - 1)];
    return letters[(size_t)fmin(share * LETTERS, LETTERS - 1)];
}

static unsigned
colour_at(double share)
{
    return INK_HEAT + (unsigned)fmin(share * HEAT_INKS, HEAT_INKS - 1);
}

/* The cells of a value of a side; where they are few it has one at least. */
static void
cells_of(const struct axis *axis, const double *edges, size_t cells,
         size_t *from, size_t *to)
{
    double first = axis_share(axis, edges[0]) * (double)cells;
    double last = axis_share(axis, edges[1]) * (double)cells;

    *from = (size_t)fmin(fmax(round(first), 0), (double)cells - 1);
    *to = (size_t)fmin(fmax(round(last), (double)*from + 1), (double)cells);
}

/* Whether a loss is shown rather than another one that has the same cell; what
 * is infinite is not there. */
static bool
is_shown(double loss, double other)
{
    return isinf(other) || isnan(other) || loss < other;
}

/* The losses of all cells of the view. */
static void
fill_losses(const struct text_view *view, double *losses)
{
    const struct heat_map *map = view->map;
    size_t wide = view->area.width, high = view->area.height;

    for (size_t i = 0; i < wide * high; i++)
        losses[i] = INFINITY;
    for (size_t i = 0; i < map->count; i++) {
        const struct heat_cell *cell = &map->cells[i];
        const double *x = &map->x->edges[cell->x], *y = &map->y->edges[cell->y];
        const double at[][2] = {
            {map->x->values[cell->x], map->x->values[cell->x]},
            {map->y->values[cell->y], map->y->values[cell->y]}};
        size_t left, right, low, top;

        cells_of(&view->across, map->points ? at[0] : x, wide, &left, &right);
        cells_of(&view->up, map->points ? at[1] : y, high, &low, &top);
        for (size_t row = high - top; row < high - low; row++)
            for (size_t k = left; k < right; k++)
                if (is_shown(cell->loss, losses[row * wide + k]))
                    losses[row * wide + k] = cell->loss;
    }
}

bool
text_heat(const struct text_drawing *drawing, const struct text_view *view)
{
    const struct cell_area *area = &view->area;
    const struct heat_map *map = view->map;
    const struct picture_style *style = drawing->cells->style;
    double *losses =
        arena_alloc(drawing->arena, area->width * area->height, sizeof *losses);

    if (!losses)
        return false;
    fill_losses(view, losses);
    for (size_t i = 0; i < area->width * area->height; i++) {
        size_t left = area->left + i % area->width;
        size_t top = area->top + i / area->width;
        double share = heat_share(map->scale, losses[i]);

        if (isnan(losses[i]))
            cells_text(drawing->cells, left, top, DIVERGED, INK_FAINT);
        else if (!isinf(losses[i]))
            cells_text(drawing->cells, left, top, sign_at(style, share),
                       colour_at(share));
    }
    if (map->best)
        text_sign(drawing, view,
                  (struct position){map->x->values[map->best->x],
                                    map->y->values[map->best->y]},
                  "B", 0);
    return true;
}

void
text_heat_sample(const struct text_drawing *drawing, size_t number,
                 struct heat_sample *sample)
{
    const struct heat_scale *scale = drawing->chart->heat;
    double share = (double)number / (double)(HEAT_SAMPLES - 1);

    sample->sign = sign_at(drawing->cells->style, share);
    sample->colour = colour_at(share);
    people_short(heat_loss(scale, share), 2, sample->loss);
}
