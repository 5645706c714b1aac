/* text_axes.c -- the lines, tics and labels around an area. */
#include <math.h>
#include <stdint.h>

#include "output/plot/heat_map.h"
#include "output/plot/label.h"
#include "output/plot/text_parts.h"

/* The signs of lines: in Unicode, in ASCII. */
static const struct line_signs {
    const char *up, *up_tic, *across, *across_tic, *corner;
} signs[2] = {
    {"|", "+", "-", "+", "+"},
    {"\xE2\x94\x82", "\xE2\x94\xA4", "\xE2\x94\x80", "\xE2\x94\xAC",
     "\xE2\x94\x94"},
};

static const struct heat_side *
side_of(const struct text_view *view, const struct axis *axis)
{
    return !view->map ? NULL : axis == &view->up ? view->map->y : view->map->x;
}

size_t
text_tics(const struct text_view *view, const struct axis *axis,
          double tics[AXIS_TICS])
{
    const struct heat_side *side = side_of(view, axis);

    return side ? heat_tics(side, axis, tics) : axis_tics(axis, tics);
}

void
text_label(const struct text_drawing *drawing, const struct text_view *view,
           const struct axis *axis, double tic, char label[TIC_LABEL])
{
    const struct heat_side *side = side_of(view, axis);
    bool unicode = drawing->cells->style->unicode;

    if (side)
        heat_label(side, axis, tic, unicode, label);
    else
        axis_label(axis, tic, unicode, label);
}

/* The column or row of cells of a share of an axis. */
static size_t
cell_of(double share, size_t cells, size_t dots)
{
    double last = (double)(cells * dots) - 1;
    double at = fmin(fmax(share, 0), 1) * last;

    return (size_t)(lround(at)) / dots;
}

static void
draw_up(const struct text_drawing *drawing, const struct text_view *view)
{
    struct cells *cells = drawing->cells;
    const struct cell_area *area = &view->area;
    bool unicode = cells->style->unicode;
    double tics[AXIS_TICS];
    size_t count = text_tics(view, &view->up, tics), last = SIZE_MAX;

    for (size_t row = 0; row < area->height; row++)
        cells_text(cells, area->left - 1, area->top + row, signs[unicode].up,
                   0);
    for (size_t i = 0; i < count; i++) {
        size_t row =
            area->height - 1 -
            cell_of(axis_share(&view->up, tics[i]), area->height, cells->high);
        char label[TIC_LABEL];

        if (row == last)
            continue;
        last = row;
        text_label(drawing, view, &view->up, tics[i], label);
        cells_text(cells, area->left - 1, area->top + row,
                   signs[unicode].up_tic, 0);
        cells_text(cells, area->left - 1 - text_width(label), area->top + row,
                   label, 0);
    }
}

/* The labels in the row below, with a blank between any two; returns where the
 * first begins. */
static size_t
draw_labels(const struct text_drawing *drawing, const struct text_view *view,
            const double *tics, size_t count)
{
    struct cells *cells = drawing->cells;
    const struct cell_area *area = &view->area;
    size_t row = area->top + area->height + 1, free = view->left;
    size_t end = view->left + view->width, first = end;

    for (size_t i = 0; i < count; i++) {
        size_t at = area->left + cell_of(axis_share(&view->across, tics[i]),
                                         area->width, cells->wide);
        char label[TIC_LABEL];
        size_t width;

        text_label(drawing, view, &view->across, tics[i], label);
        width = text_width(label);
        at = at > view->left + width / 2 ? at - width / 2 : view->left;
        at = at + width > end ? end - width : at;
        if (at < free)
            continue;
        cells_text(cells, at, row, label, 0);
        free = at + width + 1;
        first = at < first ? at : first;
    }
    return first;
}

static void
draw_across(const struct text_drawing *drawing, const struct text_view *view)
{
    struct cells *cells = drawing->cells;
    const struct cell_area *area = &view->area;
    const struct line_signs *line = &signs[cells->style->unicode];
    size_t row = area->top + area->height, first;
    double tics[AXIS_TICS];
    size_t count = text_tics(view, &view->across, tics);
    const char *name = drawing->chart->axis;

    for (size_t i = 0; i < area->width; i++)
        cells_text(cells, area->left + i, row, line->across, 0);
    cells_text(cells, area->left - 1, row, line->corner, 0);
    for (size_t i = 0; i < count; i++)
        cells_text(cells,
                   area->left + cell_of(axis_share(&view->across, tics[i]),
                                        area->width, cells->wide),
                   row, line->across_tic, 0);
    if (!view->steps)
        return;
    first = draw_labels(drawing, view, tics, count);
    if (view->panel && view->left + text_width(name) < first)
        cells_text(cells, view->left, row + 1, name, 0);
}

void
text_axes(const struct text_drawing *drawing, const struct text_view *view)
{
    if (!view->axes)
        return;
    draw_up(drawing, view);
    draw_across(drawing, view);
}
