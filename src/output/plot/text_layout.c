/* text_layout.c -- shares the cells out among panels, axes and names. */
#include <math.h>

#include "output/plot/label.h"
#include "output/plot/layout.h"
#include "output/plot/text_parts.h"

/* Rows of a panel's curves, and of a landscape, that can be read; columns from
 * which a landscape is beside the curves, of a group beside another, and from
 * which there are axes. */
enum { LEAST_BODY = 2, LEAST_MAP = 6, WHOLE = 2, LEAST_SAMPLE = 3 };
enum { BESIDE = 100, LEAST_WIDTH = 38, HEAT_WIDTH = 26, LEAST_AXES = 20 };

static size_t
larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Whether a group has a map besides its panels: of a landscape, or of a
 * sweep. */
static bool
has_map(const struct chart *chart)
{
    return chart->path || chart->heat;
}

/* Into how many columns of groups a width is divided. */
static size_t
group_columns(const struct chart *chart, size_t width)
{
    size_t least = chart->heat ? HEAT_WIDTH : LEAST_WIDTH;
    size_t most = larger(width / least, 1), count = chart->group_count;
    size_t rows;

    most = most < count ? most : count;
    rows = (count + most - 1) / most;
    return (count + rows - 1) / rows;
}

static bool
is_beside(const struct chart *chart, size_t width)
{
    return chart->path && chart->count > 0 && width >= BESIDE;
}

/* A head and an axis each, and one row of labels. */
static size_t
rows_of(size_t panels, size_t maps)
{
    return panels * (LEAST_BODY + 2) + (panels > 0) + maps * (LEAST_MAP + 3);
}

static size_t
panels_of(const struct chart *chart, size_t group)
{
    size_t count = 0;

    for (size_t i = 0; i < chart->count; i++)
        count += chart->panels[i].group == group;
    return count;
}

/* The rows of the head that groups have in common: of maps, or of runs whose
 * names find no room at the ends of their curves. */
size_t
text_whole_rows(const struct chart *chart)
{
    size_t widest = 0, width = larger(chart->style->columns, 1);

    for (size_t r = 0; r < chart->run_count && chart->run_count > 1; r++)
        widest = larger(widest, text_width(chart->runs[r].name));
    return chart->group_count > 1 &&
                   (has_map(chart) || 3 * (widest + LEAST_SAMPLE) >
                                          width / group_columns(chart, width))
               ? WHOLE
               : 0;
}

size_t
text_least_rows(const struct chart *chart)
{
    size_t width = larger(chart->style->columns, 1);
    size_t columns = group_columns(chart, width), most = 0;

    for (size_t g = 0; g < chart->group_count; g++) {
        size_t panels = panels_of(chart, g);

        most = larger(most, is_beside(chart, width / columns)
                                ? larger(rows_of(panels, 0), rows_of(0, 1))
                                : rows_of(panels, has_map(chart)));
    }
    return (chart->group_count + columns - 1) / columns * most;
}

/* Shares the height out: rows of heads, axes and labels first. */
static void
stack(struct text_view *views, size_t count, size_t top, size_t height)
{
    size_t weights = 0, taken = 0, at = 0, bodies;

    for (size_t i = 0; i < count; i++) {
        weights += views[i].panel ? 1 : 2;
        taken +=
            views[i].head + views[i].axes + (views[i].axes && views[i].steps);
    }
    bodies = height > taken + count ? height - taken : count;
    for (size_t i = 0; i < count; i++) {
        struct text_view *view = &views[i];
        size_t from = bodies * at / weights;

        at += view->panel ? 1 : 2;
        view->top = top;
        view->area.top = top + view->head;
        view->area.height = bodies * at / weights - from;
        top = view->area.top + view->area.height + view->axes +
              (view->axes && view->steps);
    }
}

/* Places views one above the other in some columns: what a head needs depends
 * on the width, and the axes on the height. */
static void
place(struct text_drawing *drawing, struct text_view *views, size_t count,
      size_t left, size_t width, size_t top, size_t height)
{
    size_t panels = 0;
    bool axes, heads;

    for (size_t i = 0; i < count; i++)
        panels += views[i].panel != NULL;
    axes = width >= LEAST_AXES && height >= rows_of(panels, count - panels);
    /* One view is drawn however low the window is. */
    axes = axes || (width >= LEAST_AXES && count == 1 && height >= 5);
    heads = height >= 2 * count;
    for (size_t i = 0; i < count; i++) {
        views[i].left = left;
        views[i].width = width;
        views[i].axes = axes;
        views[i].steps = !views[i].panel || i + 1 == panels;
        views[i].head = heads;
    }
    for (int pass = 0; pass < 2; pass++) {
        stack(views, count, top, height);
        text_measure(drawing, views, count);
        for (size_t i = 0; heads && i < count; i++)
            views[i].head =
                text_head_rows(drawing, &views[i],
                               axes ? larger(views[i].area.height / 3, 1) : 1);
    }
    stack(views, count, top, height);
    text_measure(drawing, views, count);
}

/* Places the views of a group. */
static void
place_group(struct text_drawing *drawing, size_t group,
            const struct cell_area *part)
{
    const struct chart *chart = drawing->chart;
    struct text_view *views = drawing->views + drawing->count;
    size_t panels = 0, half = part->width / 2;

    for (size_t i = 0; i < chart->count; i++)
        if (chart->panels[i].group == group)
            views[panels++] =
                (struct text_view){.panel = &chart->panels[i], .group = group};
    drawing->count += panels + has_map(chart);
    if (has_map(chart))
        views[panels] =
            (struct text_view){.group = group, .map = chart->groups[group].map};
    views[0].first = true;
    if (is_beside(chart, part->width)) {
        place(drawing, views, panels, part->left, half - 1, part->top,
              part->height);
        place(drawing, views + panels, 1, part->left + half, part->width - half,
              part->top, part->height);
    } else {
        place(drawing, views, panels + has_map(chart), part->left, part->width,
              part->top, part->height);
    }
}

/* What all groups have in common stands once, above them; returns its rows. */
static size_t
place_whole(struct text_drawing *drawing, size_t top)
{
    const struct chart *chart = drawing->chart;
    size_t height = drawing->cells->height - top;
    size_t rows = text_whole_rows(chart);
    struct text_view *whole = &drawing->whole;

    *whole = (struct text_view){
        .whole = true, .top = top, .width = drawing->cells->width};
    if (rows > 0 && height >= text_least_rows(chart) + rows)
        whole->head = text_head_rows(drawing, whole, larger(height / 5, rows));
    return whole->head;
}

bool
text_layout(struct text_drawing *drawing, size_t top)
{
    const struct chart *chart = drawing->chart;
    size_t count = chart->group_count, width = drawing->cells->width;
    size_t said = place_whole(drawing, top);
    size_t height = drawing->cells->height - (top += said);
    size_t columns = group_columns(chart, width);
    size_t rows = (count + columns - 1) / columns;
    size_t wide = width / columns, high = larger(height / rows, 1);

    drawing->views = arena_alloc(drawing->arena, chart->count + count,
                                 sizeof *drawing->views);
    if (!drawing->views)
        return false;
    for (size_t g = 0; g < count; g++) {
        const struct cell_area part = {g % columns * wide,
                                       top + g / columns * high,
                                       wide - (columns > 1), high};

        if (part.top < drawing->cells->height)
            place_group(drawing, g, &part);
    }
    return true;
}
