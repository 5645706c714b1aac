/* path.c -- decimates a path while it comes in, so that it keeps its width. */
#include "output/plot/path.h"

#include <math.h>

bool
path_begin(struct path *path, struct arena *arena)
{
    *path = (struct path){.lost = false};
    return decimator_begin(&path->decimator, 3, 2, PATH_POINTS, 0, arena);
}

void
path_add(struct path *path, double step, struct position position)
{
    const double row[] = {step, position.x, position.y};

    if (path->lost)
        return;
    if (isfinite(position.x) && isfinite(position.y)) {
        decimator_add(&path->decimator, row);
        return;
    }
    path->lost = true;
    path->beyond = (struct path_point){step, position};
}

void
path_end(struct path *path)
{
    decimator_end(&path->decimator);
    /* A point is three values in a row. */
    path->points = (struct path_point *)path->decimator.rows;
    path->count = path->decimator.count;
}

bool
position_inside(struct position low, struct position high,
                struct position position)
{
    return position.x >= low.x && position.x <= high.x && position.y >= low.y &&
           position.y <= high.y;
}

/* The share of a step at which a coordinate reaches its bound. */
static double
share_of(double low, double high, double from, double step)
{
    if (step == 0)
        return INFINITY;
    return ((step > 0 ? high : low) - from) / step;
}

struct position
position_exit(struct position low, struct position high, struct position from,
              struct position to)
{
    struct position step = {to.x - from.x, to.y - from.y};
    double share;

    /* The infinite outweighs the finite. */
    if (isinf(step.x) || isinf(step.y)) {
        step.x = isinf(step.x) ? copysign(1, step.x) : 0;
        step.y = isinf(step.y) ? copysign(1, step.y) : 0;
    }
    share = fmin(share_of(low.x, high.x, from.x, step.x),
                 share_of(low.y, high.y, from.y, step.y));
    if (!isfinite(share))
        return from;
    /* On the border, whatever the rounding. */
    return (struct position){
        fmin(fmax(from.x + step.x * share, low.x), high.x),
        fmin(fmax(from.y + step.y * share, low.y), high.y),
    };
}

bool
path_next(const struct path *path, size_t number, struct path_point *next)
{
    const struct position *beyond = &path->beyond.position;

    if (number + 1 < path->count)
        *next = path->points[number + 1];
    else
        *next = path->beyond;
    return number + 1 < path->count ||
           (path->lost && !isnan(beyond->x) && !isnan(beyond->y));
}

bool
path_leaves(const struct path *path, struct position low, struct position high,
            struct position *end)
{
    size_t last = path->count - 1;
    struct path_point next;

    while (last > 0 && !position_inside(low, high, path->points[last].position))
        last--;
    *end = path->points[last].position;
    if (!path_next(path, last, &next))
        return false;
    *end = position_exit(low, high, *end, next.position);
    return true;
}
