/* chart_view.c -- which part of the landscape a chart shows. */
#include <math.h>

#include "output/plot/chart.h"

static void
widen(struct chart_group *group, struct position position)
{
    if (isnan(position.x) || isnan(position.y))
        return;
    group->low.x = fmin(group->low.x, position.x);
    group->low.y = fmin(group->low.y, position.y);
    group->high.x = fmax(group->high.x, position.x);
    group->high.y = fmax(group->high.y, position.y);
}

/* A share more on each side, and some room where all lies on a line. */
static void
add_margin(double *low, double *high, double share)
{
    double size = fmax(fabs(*low), fabs(*high));
    double room = (*high - *low) * share;

    /* The labels of tics must differ. */
    if (room <= share * 1e-6 * size)
        room = size > 0 ? size / 10 : 1;
    *low -= room;
    *high += room;
}

/* At least a part of a domain, so that the form of the function is seen. */
static void
keep_part(double *low, double *high, double part)
{
    double more = (part - (*high - *low)) / 2;

    if (more > 0) {
        *low -= more;
        *high += more;
    }
}

/* A sign on the border would be cut. */
static void
clear_border(struct chart_group *group, struct position position)
{
    struct position room = {0.04 * (group->high.x - group->low.x),
                            0.04 * (group->high.y - group->low.y)};

    group->low.x = fmin(group->low.x, position.x - room.x);
    group->low.y = fmin(group->low.y, position.y - room.y);
    group->high.x = fmax(group->high.x, position.x + room.x);
    group->high.y = fmax(group->high.y, position.y + room.y);
}

/* All of the paths that does not leave the start by more than this; false: no
 * path moves. */
static bool
widen_by_paths(struct chart *chart, size_t number, double wide, double tall)
{
    struct chart_group *group = &chart->groups[number];
    struct position start = group->landscape->start;
    bool moves = false;

    for (size_t r = 0; r < chart->run_count; r++) {
        const struct path *path = &chart->runs[r].path;

        if (chart->runs[r].group != number)
            continue;
        moves = moves || path->count > 1 || path->lost;
        for (size_t i = 0; i < path->count; i++) {
            struct position position = path->points[i].position;

            if (fabs(position.x - start.x) < wide &&
                fabs(position.y - start.y) < tall)
                widen(group, position);
        }
    }
    return moves;
}

/* The paths and the minimum, as far as they do not leave the domain by more
 * than its size, with room around; the whole domain where it was asked for or
 * no path moves. */
void
chart_view(struct chart *chart, size_t number)
{
    enum { PART = 4 };
    struct chart_group *group = &chart->groups[number];
    const struct landscape *landscape = group->landscape;
    struct position low = landscape->low, high = landscape->high;
    /* A default domain says little of how far a path may go. */
    double times = landscape->domain_is_default ? 5 : 1;
    double wide = high.x - low.x, tall = high.y - low.y;
    bool whole, moves;

    group->low = (struct position){INFINITY, INFINITY};
    group->high = (struct position){-INFINITY, -INFINITY};
    widen(group, landscape->start);
    for (size_t k = 0; k < landscape->lowest_count; k++)
        if (landscape->domain_is_default || k == 0)
            widen(group, landscape->lowest[k]);
    moves = widen_by_paths(chart, number, times * wide, times * tall);
    whole =
        landscape->domain_is_given || (!moves && !landscape->domain_is_default);
    if (whole || !isfinite(group->low.x)) {
        widen(group, low);
        widen(group, high);
    } else {
        double share = landscape->domain_is_default ? 0.1 : 0.25;

        add_margin(&group->low.x, &group->high.x, share);
        add_margin(&group->low.y, &group->high.y, share);
    }
    if (!whole && !landscape->domain_is_default) {
        keep_part(&group->low.x, &group->high.x, wide / PART);
        keep_part(&group->low.y, &group->high.y, tall / PART);
    }
    clear_border(group, landscape->start);
}
