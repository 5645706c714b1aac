/* path.c -- decimates a path while it comes in, so that it keeps its width.
 *
 * When the places are full, every eight become four, which then stand for
 * twice as many rows. */
#include "output/plot/path.h"

#include <math.h>
#include <string.h>

/* The first and the last place and pending ones come on top. */
enum { ROOM = PATH_POINTS + PATH_SIDES + 2 };

bool
path_begin(struct path *path, struct arena *arena)
{
    *path = (struct path){.stride = 1};
    path->points = arena_alloc(arena, ROOM, sizeof *path->points);
    return path->points != NULL;
}

/* Takes a place in, as the first one or where it lies further out. */
static void
reach(struct path_point sides[PATH_SIDES], const struct path_point *point,
      bool first)
{
    if (first || point->position.x < sides[0].position.x)
        sides[0] = *point;
    if (first || point->position.x > sides[1].position.x)
        sides[1] = *point;
    if (first || point->position.y < sides[2].position.y)
        sides[2] = *point;
    if (first || point->position.y > sides[3].position.y)
        sides[3] = *point;
}

/* All of them, by step. */
static void
store(const struct path_point sides[PATH_SIDES], struct path_point *points)
{
    for (size_t i = 0; i < PATH_SIDES; i++) {
        size_t at = i;

        for (; at > 0 && points[at - 1].step > sides[i].step; at--)
            points[at] = points[at - 1];
        points[at] = sides[i];
    }
}

static void
fold(struct path *path)
{
    for (size_t i = 0; i < path->count; i += (size_t)2 * PATH_SIDES) {
        struct path_point sides[PATH_SIDES];

        for (size_t j = 0; j < (size_t)2 * PATH_SIDES; j++)
            reach(sides, &path->points[i + j], j == 0);
        store(sides, &path->points[i / 2]);
    }
    path->count /= 2;
    path->stride *= 2;
}

void
path_add(struct path *path, double step, struct position position)
{
    struct path_point point = {step, position};

    if (path->lost)
        return;
    if (!isfinite(position.x) || !isfinite(position.y)) {
        path->lost = true;
        path->beyond = point;
        return;
    }
    if (path->rows++ == 0)
        path->first = point;
    path->last = point;
    if (path->count == PATH_POINTS)
        fold(path);
    if (path->stride == 1) {
        path->points[path->count++] = point;
        return;
    }
    reach(path->sides, &point, path->pending++ == 0);
    if (path->pending < PATH_SIDES * path->stride)
        return;
    store(path->sides, &path->points[path->count]);
    path->count += PATH_SIDES;
    path->pending = 0;
}

void
path_end(struct path *path)
{
    struct path_point *points = path->points;
    size_t kept = 0;

    if (path->rows == 0)
        return;
    if (path->pending > 0) {
        store(path->sides, &points[path->count]);
        path->count += PATH_SIDES;
    }
    points[path->count++] = path->last;
    memmove(points + 1, points, path->count * sizeof *points);
    points[0] = path->first;
    for (size_t i = 1; i <= path->count; i++)
        if (points[i].step > points[kept].step)
            points[++kept] = points[i];
    path->count = kept + 1;
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
