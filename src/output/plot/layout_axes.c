/* layout_axes.c -- the ranges of the axes of a view. */
#include <math.h>

#include "output/plot/heat_map.h"
#include "output/plot/layout.h"

/* Pixels of a character of a label. */
enum { CHARACTER = 8 };

bool
panel_is_limited(const struct chart *chart, const struct panel *panel)
{
    bool losses = false;

    for (size_t i = 0; i < chart->count; i++)
        losses = losses || chart->panels[i].quantity.limited;
    return chart->style->ylim[0] < chart->style->ylim[1] &&
           (panel->quantity.limited || !losses);
}

/* A log axis that shows no more than it should of what goes deep. */
static struct axis
panel_log_axis(const struct panel *panel, size_t most)
{
    enum { END_MOST = 3 };
    struct axis axis = axis_log(panel->floor, panel->ceiling, most);
    int step = axis.exponent <= END_MOST ? axis.exponent : 1;
    int end = (int)lround(log10(axis.low));

    if (panel->least >= panel->floor)
        return axis;
    while (pow(10, end) < panel->floor)
        end += step;
    axis.low = pow(10, end);
    return axis;
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

    if (panel_is_limited(chart, panel)) {
        low = chart->style->ylim[0];
        high = chart->style->ylim[1];
        return low > 0 && (wanted || log) ? axis_log_exact(low, high, most)
                                          : axis_exact(low, high, most);
    }
    return wanted || log ? panel_log_axis(panel, most)
                         : axis_values(low, high, most);
}

bool
landscape_fit(struct position *low, struct position *high, double wide,
              double tall, double most)
{
    double unit_x = (high->x - low->x) / wide;
    double unit_y = (high->y - low->y) / tall, more;

    if (unit_x > most * unit_y || unit_y > most * unit_x)
        return false;
    if (unit_x < unit_y) {
        more = (unit_y * wide - (high->x - low->x)) / 2;
        low->x -= more;
        high->x += more;
    } else {
        more = (unit_x * tall - (high->y - low->y)) / 2;
        low->y -= more;
        high->y += more;
    }
    return true;
}

/* Scales that differ by no more than this are made equal. */
static const double stretch_most = 3;

/* A surface shows the form of the whole. */
static void
widen_to_domain(struct view *view, const struct landscape *landscape)
{
    view->low.x = fmin(view->low.x, landscape->low.x);
    view->low.y = fmin(view->low.y, landscape->low.y);
    view->high.x = fmax(view->high.x, landscape->high.x);
    view->high.y = fmax(view->high.y, landscape->high.y);
}

/* What is seen of a landscape. */
static void
fit_landscape(struct view *view, const struct chart_group *group)
{
    double wide = (double)view->right - (double)view->left;
    double tall = (double)view->top - (double)view->bottom;

    view->low = group->low;
    view->high = group->high;
    view->unequal = false;
    if (view->surface && !group->landscape->domain_is_default)
        widen_to_domain(view, group->landscape);
    if (!view->surface && wide > 0 && tall > 0)
        view->unequal =
            !landscape_fit(&view->low, &view->high, wide, tall, stretch_most);
}

/* About a tic for forty pixels. */
void
view_choose_scale(struct view *view, const struct chart *chart)
{
    size_t most = (view->top - view->bottom) / 40;

    most = most < 2 ? 2 : most > 6 ? 6 : most;
    if (view->panel) {
        view->scale = panel_axis(chart, view->panel, most);
        return;
    }
    if (view->map) {
        view->scale = heat_axis(view->map->y, most);
        return;
    }
    fit_landscape(view, &chart->groups[view->group]);
    view->scale = axis_exact(view->low.y, view->high.y, most);
}

void
view_choose_across(struct view *view, const struct chart *chart, size_t width)
{
    size_t columns = width / CHARACTER;
    size_t most = columns / 10;

    if (view->map) {
        view->across = heat_axis(view->map->x, most < 2 ? 2 : most);
        return;
    }
    if (!view->panel) {
        most = most < 2 ? 2 : most > 8 ? 8 : most;
        view->across = axis_exact(view->low.x, view->high.x, most);
        return;
    }
    /* As many tics as have room for their labels. */
    for (most = 8; most > 0; most = most > 4 ? 4 : most - 1) {
        view->across =
            chart->logx
                ? axis_log_exact(chart->first, chart->last, most)
                : axis_steps(chart->first, chart->last, chart->whole, most);
        if ((view->across.width + 3) * most <= columns)
            break;
    }
}
