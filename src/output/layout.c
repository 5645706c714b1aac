/* layout.c -- shares the canvas out among panels, labels and legends. */
#include "output/layout.h"

#include <string.h>

/* gnuplot's terminal "dumb" has these for its line types 1, 2, … */
const char layout_pens[] = "*#$%@&=";

static size_t
larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Room for the legend above a panel. */
static size_t
head(const struct view *view, const struct canvas *canvas)
{
    return canvas->characters ? 1 : view->count > 1 ? 22 : 0;
}

/* Panels are equally high, from the top down. */
static void
place(struct layout *layout, const struct chart *chart,
      const struct canvas *canvas)
{
    size_t count = chart->count, gap = canvas->characters ? 0 : 22;
    size_t bottom = canvas->characters ? 1 : 56, top = canvas->height;
    size_t bodies;

    if (!canvas->characters)
        top -= chart->title ? 50 : 18;
    bodies = top - bottom - gap * (count - 1);
    for (size_t i = 0; i < count; i++)
        bodies -= head(&layout->views[i], canvas);
    for (size_t i = 0; i < count; i++) {
        struct view *view = &layout->views[i];

        view->top = top - head(view, canvas);
        view->bottom = view->top - bodies / count - (i < bodies % count);
        top = view->bottom - gap;
    }
}

/* About a tic for two rows or forty pixels; returns the widest label. */
static size_t
choose_scales(struct layout *layout, const struct chart *chart,
              const struct canvas *canvas)
{
    size_t widest = 0;

    for (size_t i = 0; i < chart->count; i++) {
        struct view *view = &layout->views[i];
        const struct panel *panel = view->panel;
        size_t most =
            (view->top - view->bottom) / (canvas->characters ? 2 : 40);

        most = most < 2 ? 2 : most > 6 ? 6 : most;
        view->scale =
            scale_values(panel->low, panel->high, panel->quantity.log, most);
        widest = larger(widest, view->scale.width);
    }
    return widest;
}

/* As many tics as have room for their labels. */
static void
choose_steps(struct layout *layout, const struct chart *chart,
             const struct canvas *canvas)
{
    size_t columns = canvas->width / (canvas->characters ? 1 : 8);

    layout->steps = scale_steps(chart->first, chart->last, 8);
    columns /= layout->steps.width + 4;
    if (columns < 8)
        layout->steps =
            scale_steps(chart->first, chart->last, larger(columns, 1));
}

bool
layout_make(struct layout *layout, const struct chart *chart,
            const struct canvas *canvas, struct arena *arena)
{
    size_t widest;

    layout->views = arena_alloc(arena, chart->count, sizeof *layout->views);
    if (!layout->views)
        return false;
    for (size_t i = 0; i < chart->count; i++) {
        struct view *view = &layout->views[i];

        view->panel = &chart->panels[i];
        view->count = view->panel->count;
        if (canvas->characters && view->count > strlen(layout_pens))
            view->count = strlen(layout_pens);
    }
    place(layout, chart, canvas);
    widest = choose_scales(layout, chart, canvas);
    choose_steps(layout, chart, canvas);
    layout->right = layout->steps.width / 2 + (canvas->characters ? 1 : 2);
    layout->left = widest + (canvas->characters ? 1 : 5);
    /* "step" stands before the first label of a text plot. */
    if (canvas->characters)
        layout->left = larger(layout->left, 5 + layout->steps.width / 2);
    return true;
}
