/* text_layout.c -- shares the cells out among panels, axes and names. */
#include <math.h>

#include "output/plot/label.h"
#include "output/plot/layout.h"
#include "output/plot/text_parts.h"

/* Rows of a panel's curves, and of a landscape, that can be read; columns from
 * which a landscape is beside the curves, of a group beside another, and from
 * which there are axes. */
enum { LEAST_BODY = 2, LEAST_MAP = 6 };
enum { BESIDE = 100, GROUP_WIDTH = 60, LEAST_AXES = 20 };

static size_t
larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Into how many columns of groups a width is divided. */
static size_t
group_columns(const struct chart *chart, size_t width)
{
    size_t most = larger(width / GROUP_WIDTH, 1), count = chart->group_count;
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

size_t
text_least_rows(const struct chart *chart)
{
    size_t width = larger(chart->style->columns, 1);
    size_t columns = group_columns(chart, width), most = 0;

    for (size_t g = 0; g < chart->group_count; g++) {
        size_t panels = panels_of(chart, g);

        most = larger(most, is_beside(chart, width / columns)
                                ? larger(rows_of(panels, 0), rows_of(0, 1))
                                : rows_of(panels, chart->path));
    }
    return (chart->group_count + columns - 1) / columns * most;
}

/* As many tics as have room for their labels. */
static struct axis
choose_steps(const struct chart *chart, size_t columns)
{
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

/* About a tic for three rows. */
static void
choose_up(const struct chart *chart, struct text_view *view)
{
    size_t most = view->area.height / 3;

    most = most < 2 ? 2 : most > 8 ? 8 : most;
    if (view->panel)
        view->up = panel_axis(chart, view->panel, most);
    else
        view->up = axis_exact(view->low.y, view->high.y, most);
}

/* What is seen of a landscape: dots are as high as wide. */
static void
choose_part(const struct text_drawing *drawing, struct text_view *view)
{
    static const double stretch_most = 1.6;
    const struct chart_group *group = &drawing->chart->groups[view->group];
    /* A cell is twice as high as wide. */
    double wide = (double)view->area.width,
           tall = 2 * (double)view->area.height;

    view->low = group->low;
    view->high = group->high;
    view->unequal =
        !landscape_fit(&view->low, &view->high, wide, tall, stretch_most);
}

static size_t
widest_tic(const struct axis *axis, bool unicode)
{
    double tics[AXIS_TICS];
    size_t count = axis_tics(axis, tics), widest = 0;

    for (size_t i = 0; i < count; i++) {
        char label[TIC_LABEL];

        axis_label(axis, tics[i], unicode, label);
        widest = larger(widest, label_width(label));
    }
    return widest;
}

size_t
text_named(const struct panel *panel)
{
    size_t count = 0;

    for (size_t t = 0; t < panel->count; t++)
        count += panel->traces[t].part == PART_WHOLE;
    return count;
}

/* The columns of the names of a panel's curves. */
static size_t
widest_name(const struct panel *panel)
{
    size_t widest = 0;

    for (size_t t = 0; t < panel->count; t++)
        if (panel->traces[t].part == PART_WHOLE)
            widest = larger(widest, label_width(panel->traces[t].name));
    return widest;
}

/* Columns for the names at the ends of the curves; 0: some panel has more
 * curves than rows, or the names are too long. */
static size_t
columns_beside(const struct text_drawing *drawing,
               const struct text_view *views, size_t count)
{
    const struct picture_style *style = drawing->chart->style;
    size_t widest = 0, most = views[0].width / 3;
    size_t sample = style->colours > 0 && style->unicode ? 1 : SAMPLE_WIDTH + 2;

    for (size_t i = 0; i < count; i++) {
        const struct panel *panel = views[i].panel;
        size_t named = panel ? text_named(panel) : 0;

        if (named > views[i].area.height)
            return 0;
        if (named > 1)
            widest = larger(widest, widest_name(panel));
    }
    return widest > 0 && widest + sample <= most ? widest + sample : 0;
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

/* What is left and right of the areas, and the axes that fit between. */
static void
measure(struct text_drawing *drawing, struct text_view *views, size_t count)
{
    const struct chart *chart = drawing->chart;
    bool unicode = chart->style->unicode;
    size_t margin = 0, beside = columns_beside(drawing, views, count);

    for (size_t i = 0; i < count; i++) {
        if (!views[i].panel)
            choose_part(drawing, &views[i]);
        choose_up(chart, &views[i]);
        if (views[i].axes)
            margin = larger(margin, widest_tic(&views[i].up, unicode) + 1);
    }
    if (margin > 0 && views[0].panel && label_width(chart->axis) < 8)
        margin = larger(margin, label_width(chart->axis) + 1);
    for (size_t i = 0; i < count; i++) {
        struct text_view *view = &views[i];

        view->beside = beside;
        view->area.left = view->left + margin;
        view->area.width =
            view->width > margin + beside ? view->width - margin - beside : 1;
        view->across = view->panel
                           ? choose_steps(chart, view->area.width)
                           : axis_exact(view->low.x, view->high.x,
                                        larger(view->area.width / 10, 2));
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
        measure(drawing, views, count);
        for (size_t i = 0; heads && i < count; i++)
            views[i].head =
                text_head_rows(drawing, &views[i],
                               axes ? larger(views[i].area.height / 3, 1) : 1);
    }
    stack(views, count, top, height);
    measure(drawing, views, count);
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
    drawing->count += panels + chart->path;
    if (chart->path)
        views[panels] = (struct text_view){.group = group};
    views[0].first = true;
    if (is_beside(chart, part->width)) {
        place(drawing, views, panels, part->left, half - 1, part->top,
              part->height);
        place(drawing, views + panels, 1, part->left + half, part->width - half,
              part->top, part->height);
    } else {
        place(drawing, views, panels + chart->path, part->left, part->width,
              part->top, part->height);
    }
}

bool
text_layout(struct text_drawing *drawing, size_t top)
{
    const struct chart *chart = drawing->chart;
    size_t count = chart->group_count, width = drawing->cells->width;
    size_t height = drawing->cells->height - top;
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

struct dot
text_place(const struct text_drawing *drawing, const struct text_view *view,
           double across, double up)
{
    const struct cells *cells = drawing->cells;
    double right = (double)(view->area.width * cells->wide) - 1;
    double bottom = (double)(view->area.height * cells->high) - 1;
    double share = axis_share(&view->up, up);

    /* What is below a log axis leaves it. */
    if (share < -1)
        share = -1;
    return (struct dot){axis_share(&view->across, across) * right,
                        bottom - share * bottom};
}

struct ink
text_ink(const struct text_drawing *drawing, size_t pen)
{
    return ink_of(drawing->chart->style, pen);
}
