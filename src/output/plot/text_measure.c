/* text_measure.c -- the axes of views in cells, and what is left and right of
 * them. */
#include "output/plot/heat_map.h"
#include "output/plot/label.h"
#include "output/plot/layout.h"
#include "output/plot/text_parts.h"

static size_t
larger(size_t a, size_t b)
{
    return a > b ? a : b;
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

static struct axis
choose_across(const struct chart *chart, const struct text_view *view)
{
    size_t most = larger(view->area.width / 10, 2);

    if (view->panel)
        return choose_steps(chart, view->area.width);
    return view->map ? heat_axis(view->map->x, most)
                     : axis_exact(view->low.x, view->high.x, most);
}

/* About a tic for three rows, in a low view for fewer. */
static void
choose_up(const struct chart *chart, struct text_view *view)
{
    size_t height = view->area.height;
    size_t most = height < 6   ? height - 1
                  : height < 9 ? height / 2
                               : height / 3;

    most = most < 2 ? 2 : most > 8 ? 8 : most;
    if (view->panel)
        view->up = panel_axis(chart, view->panel, most);
    else if (view->map)
        view->up = heat_axis(view->map->y, most);
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
widest_tic(const struct text_drawing *drawing, const struct text_view *view)
{
    double tics[AXIS_TICS];
    size_t count = text_tics(view, &view->up, tics), widest = 0;

    for (size_t i = 0; i < count; i++) {
        char label[TIC_LABEL];

        text_label(drawing, view, &view->up, tics[i], label);
        widest = larger(widest, text_width(label));
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
            widest = larger(widest, text_width(panel->traces[t].name));
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
    size_t sample = style->colours > 0 && style->unicode
                        ? 1
                        : cells_sample_width(drawing->cells) + 2;

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

/* What is left and right of the areas, and the axes that fit between. */
void
text_measure(const struct text_drawing *drawing, struct text_view *views,
             size_t count)
{
    const struct chart *chart = drawing->chart;
    size_t margin = 0, beside = columns_beside(drawing, views, count);

    for (size_t i = 0; i < count; i++) {
        if (!views[i].panel && !views[i].map)
            choose_part(drawing, &views[i]);
        choose_up(chart, &views[i]);
        if (views[i].axes)
            margin = larger(margin, widest_tic(drawing, &views[i]) + 1);
    }
    if (margin > 0 && views[0].panel && text_width(chart->axis) < 8)
        margin = larger(margin, text_width(chart->axis) + 1);
    for (size_t i = 0; i < count; i++) {
        struct text_view *view = &views[i];

        view->beside = beside;
        view->area.left = view->left + margin;
        view->area.width =
            view->width > margin + beside ? view->width - margin - beside : 1;
        view->across = choose_across(chart, view);
    }
}
