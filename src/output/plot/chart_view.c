/* chart_view.c -- which part of the landscape a chart shows. */
#include <math.h>

#include "output/plot/chart.h"

static void
widen(struct chart *chart, struct position position)
{
    if (isnan(position.x) || isnan(position.y))
        return;
    chart->low.x = fmin(chart->low.x, position.x);
    chart->low.y = fmin(chart->low.y, position.y);
    chart->high.x = fmax(chart->high.x, position.x);
    chart->high.y = fmax(chart->high.y, position.y);
}

/* A tenth more on each side, and some room where all lies on a line. */
static void
add_margin(double *low, double *high)
{
    double size = fmax(fabs(*low), fabs(*high));
    double room = (*high - *low) / 10;

    /* The labels of tics must differ. */
    if (10 * room <= 1e-6 * size)
        room = size > 0 ? size / 10 : 1;
    *low -= room;
    *high += room;
}

/* A sign on the border would be cut. */
static void
clear_border(struct chart *chart, struct position position)
{
    struct position room = {0.04 * (chart->high.x - chart->low.x),
                            0.04 * (chart->high.y - chart->low.y)};

    chart->low.x = fmin(chart->low.x, position.x - room.x);
    chart->low.y = fmin(chart->low.y, position.y - room.y);
    chart->high.x = fmax(chart->high.x, position.x + room.x);
    chart->high.y = fmax(chart->high.y, position.y + room.y);
}

/* What the problem's author chose, and the paths, as far as they do not leave
 * that by more than its size. */
void
chart_view(struct chart *chart)
{
    const struct landscape *landscape = chart->frame->landscape;
    struct position low = landscape->low, high = landscape->high;
    /* A default domain says little of how far a path may go. */
    double times = landscape->domain_is_default ? 5 : 1;
    double wide = times * (high.x - low.x), tall = times * (high.y - low.y);

    chart->low = (struct position){INFINITY, INFINITY};
    chart->high = (struct position){-INFINITY, -INFINITY};
    widen(chart, landscape->start);
    for (size_t k = 0; k < landscape->lowest_count; k++)
        if (landscape->domain_is_default || k == 0)
            widen(chart, landscape->lowest[k]);
    for (size_t r = 0; r < chart->runs; r++)
        for (size_t i = 0; i < chart->paths[r].count; i++) {
            struct position position = chart->paths[r].points[i].position;

            if (fabs(position.x - landscape->start.x) < wide &&
                fabs(position.y - landscape->start.y) < tall)
                widen(chart, position);
        }
    if (landscape->domain_is_default && isfinite(chart->low.x)) {
        add_margin(&chart->low.x, &chart->high.x);
        add_margin(&chart->low.y, &chart->high.y);
    } else {
        widen(chart, low);
        widen(chart, high);
    }
    clear_border(chart, landscape->start);
}
