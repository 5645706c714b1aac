/* layout.c -- shares the canvas out among panels, labels and legends. */
#include "output/plot/layout.h"

#include <math.h>
#include <string.h>

#include "output/plot/label.h"

/* gnuplot's terminal "dumb" has these for its line types 1, 2, … */
const char layout_pens[] = "*#$%@&=";

/* Pixels: of a character of a label, of the line of an axis's labels, and
 * around all. */
enum { CHARACTER = 8, LINE = 22, EDGE = 18, TITLE = 34, LEAST_BODY = 40 };
enum { LEAST_LANDSCAPE = 220 }; /* where one is above the other */
enum { LEAST_WIDTH = 150, LEAST_SURFACE = 240, LEAST_HALF = 200 };

/* Lines of a panel in a text: one above it, and three that can be read. */
enum { LEAST_LINES = 4 };

static size_t
larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

size_t
layout_least(const struct chart *chart, bool characters)
{
    size_t landscapes = (size_t)(chart->path + chart->surface);
    size_t panels = chart->count, least;

    if (characters)
        return (size_t)(chart->title != NULL) + (panels > 0) +
               panels * LEAST_LINES + landscapes * (2 * LEAST_LINES + 1);
    /* A path is beside the curves. */
    least = TITLE + 2 * LINE + EDGE +
            (panels > 0 ? panels : 2) * (LEAST_BODY + 2 * EDGE);
    return panels > 0 && landscapes > 1
               ? larger(least, TITLE + 2 * LEAST_LANDSCAPE)
               : least;
}

size_t
layout_least_width(const struct chart *chart)
{
    size_t landscapes = (size_t)(chart->path + chart->surface);
    bool halves = landscapes > 1 || (landscapes > 0 && chart->count > 0);

    return halves           ? 2 * LEAST_HALF
           : chart->surface ? LEAST_SURFACE
                            : LEAST_WIDTH;
}

size_t
legend_row(const struct canvas *canvas)
{
    return canvas->characters ? 1 : 20;
}

/* Units above a panel, and below it. */
static size_t
head(const struct view *view, const struct canvas *canvas)
{
    size_t rows = view->legend.rows * legend_row(canvas);

    return canvas->characters ? larger(rows, 1) : rows + (rows ? 6 : EDGE / 2);
}

static size_t
foot(const struct view *view, const struct canvas *canvas)
{
    bool labels = !view->panel || view->lowest;

    if (canvas->characters)
        return labels;
    return labels ? 2 * LINE + 4 : EDGE / 2;
}

/* The landscape of a path is as high as two panels. */
static size_t
weight(const struct view *view)
{
    return view->panel ? 1 : 2;
}

/* Shares the height from `bottom` to `top` out among `count` views. */
static void
stack(struct view *views, size_t count, const struct canvas *canvas, size_t top)
{
    size_t weights = 0, taken = 0, bodies, at = 0;

    for (size_t i = 0; i < count; i++) {
        weights += weight(&views[i]);
        taken += head(&views[i], canvas) + foot(&views[i], canvas);
    }
    bodies = top > taken + count ? top - taken : count;
    for (size_t i = 0; i < count; i++) {
        size_t from = bodies * at / weights;

        at += weight(&views[i]);
        views[i].top = top - head(&views[i], canvas);
        views[i].bottom = views[i].top - (bodies * at / weights - from);
        top = views[i].bottom - foot(&views[i], canvas);
    }
}

/* Whether --ylim is of this panel: of the losses, or of all where there is no
 * loss. */
static bool
is_limited(const struct chart *chart, const struct panel *panel)
{
    bool losses = false;

    for (size_t i = 0; i < chart->count; i++)
        losses = losses || chart->panels[i].quantity.limited;
    return chart->style->ylim[0] < chart->style->ylim[1] &&
           (panel->quantity.limited || !losses);
}

struct axis
panel_axis(const struct chart *chart, const struct panel *panel, size_t most)
{
    bool wanted = chart->style->logy && panel->least <= panel->high;
    double low = panel->low, high = panel->high;
    /* A quantity may have a log axis without a wish where it has no value below
     * 0, and needs it. */
    bool log = panel->quantity.log && panel->floor <= high &&
               (wanted || (low >= 0 && high / 100 > panel->least));

    if (is_limited(chart, panel)) {
        low = chart->style->ylim[0];
        high = chart->style->ylim[1];
        return low > 0 && (wanted || log) ? axis_log_exact(low, high, most)
                                          : axis_exact(low, high, most);
    }
    return wanted || log ? axis_log(panel->floor, high, most)
                         : axis_values(low, high, false, most);
}

/* About a tic for two rows or forty pixels. */
static void
choose_scale(struct view *view, const struct chart *chart,
             const struct canvas *canvas)
{
    size_t most = (view->top - view->bottom) / (canvas->characters ? 2 : 40);

    most = most < 2 ? 2 : most > 6 ? 6 : most;
    if (view->panel)
        view->scale = panel_axis(chart, view->panel, most);
    else
        view->scale = axis_exact(chart->low.y, chart->high.y, most);
}

/* As many tics as have room for their labels. */
static struct axis
choose_steps(const struct chart *chart, const struct canvas *canvas,
             size_t width)
{
    size_t columns = width / (canvas->characters ? 1 : CHARACTER);
    struct axis scale = {.width = 0};

    for (size_t most = 8; most > 0; most = most > 4 ? 4 : most - 1) {
        scale = chart->logx
                    ? axis_log_exact(chart->first, chart->last, most)
                    : axis_steps(chart->first, chart->last, chart->whole, most);
        if ((scale.width + 3) * most <= columns)
            break;
    }
    return scale;
}

static struct axis
choose_across(const struct chart *chart, const struct canvas *canvas,
              size_t width)
{
    size_t columns = width / (canvas->characters ? 1 : CHARACTER);
    size_t most = columns / 10;

    return axis_exact(chart->low.x, chart->high.x,
                      most < 2   ? 2
                      : most > 8 ? 8
                                 : most);
}

/* Room on the left for the widest label, the same for all that share steps.
 * A long one is digits, which are wider than a character. */
static size_t
left_margin(const struct view *views, size_t count, const struct canvas *canvas)
{
    enum { LONG = 7 };
    size_t widest = 0;

    for (size_t i = 0; i < count; i++)
        widest = larger(widest, views[i].scale.width);
    if (canvas->characters)
        return widest + 1;
    return LINE + EDGE + widest * (widest < LONG ? CHARACTER : CHARACTER + 1);
}

/* A legend takes two fifths of its panel at most, where panels are one above
 * the other: in a text all of them are, and the landscape is as high as two. */
static size_t
legend_rows_most(const struct chart *chart, const struct canvas *canvas)
{
    size_t landscapes = canvas->characters ? 2 * (size_t)chart->path : 0;
    size_t panels = chart->count + landscapes;
    size_t rows =
        canvas->height * 2 / 5 / (panels ? panels : 1) / legend_row(canvas);
    size_t least = canvas->characters ? 1 : 2;

    return rows < least ? least : rows;
}

/* Places views one above the other between `left` and `right`.  Legends ask
 * for the width, and scales for the height. */
static void
place(struct picture_layout *layout, const struct chart *chart,
      struct view *views, size_t count, const struct canvas *canvas,
      size_t left, size_t right, struct arena *arena)
{
    size_t top = canvas->height, unit = canvas->characters ? 1 : CHARACTER;

    if (!canvas->characters)
        top -= chart->title ? TITLE : EDGE / 2;
    for (int pass = 0; pass < 2; pass++) {
        size_t margin;

        stack(views, count, canvas, top);
        for (size_t i = 0; i < count; i++)
            choose_scale(&views[i], chart, canvas);
        margin = left_margin(views, count, canvas);
        layout->steps = choose_steps(chart, canvas, right - left - margin);
        /* In a text, the name of the steps is left of their first label. */
        if (canvas->characters)
            margin = larger(margin, layout->steps.width / 2 + 1 +
                                        label_width(chart->axis));
        for (size_t i = 0; i < count; i++) {
            struct view *view = &views[i];
            size_t last = layout->steps.width;

            view->edge = left;
            view->left = left + margin;
            if (!view->panel) {
                view->across =
                    choose_across(chart, canvas, right - left - margin);
                last = view->across.width;
            }
            view->right = right - (last + 1) / 2 * unit - unit;
            legend_make(&view->legend, chart, view, canvas,
                        view->right - view->left,
                        legend_rows_most(chart, canvas), arena);
        }
    }
    stack(views, count, canvas, top);
}

static void
make_views(struct picture_layout *layout, const struct chart *chart)
{
    for (size_t i = 0; i < chart->count; i++) {
        struct view *view = &layout->views[layout->count++];

        view->panel = &chart->panels[i];
        view->lowest = i + 1 == chart->count;
        view->count = view->panel->count;
    }
    if (chart->path)
        layout->count++;
    if (chart->surface)
        layout->views[layout->count++].surface = true;
}

bool
layout_make(struct picture_layout *layout, const struct chart *chart,
            const struct canvas *canvas, struct arena *arena)
{
    size_t curves = chart->count, width = canvas->width, landscapes;
    size_t half = width - width / 2;
    struct view *views =
        arena_alloc(arena, chart->count + 2, sizeof *layout->views);

    *layout = (struct picture_layout){.views = views};
    if (!views)
        return false;
    make_views(layout, chart);
    landscapes = layout->count - curves;
    if (canvas->characters || landscapes == 0) {
        place(layout, chart, views, layout->count, canvas, 0, width, arena);
    } else if (curves > 0) {
        place(layout, chart, views + curves, landscapes, canvas, half, width,
              arena);
        place(layout, chart, views, curves, canvas, 0, half, arena);
    } else {
        place(layout, chart, views, 1, canvas, 0, landscapes > 1 ? half : width,
              arena);
        if (landscapes > 1)
            place(layout, chart, views + 1, 1, canvas, half, width, arena);
    }
    return true;
}
