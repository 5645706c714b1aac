/* path.c -- decimates a path while it comes in, so that it keeps its width.
 *
 * When the places are full, every eight become four, which then stand for
 * twice as many rows. */
#include "output/plot/path.h"

#include <math.h>
#include <string.h>

/* The first and the last place and pending ones come on top. */
enum { ROOM = TRAIL_PLACES + TRAIL_SIDES + 2 };

bool
trail_begin(struct trail *trail, struct arena *arena)
{
    *trail = (struct trail){.stride = 1};
    trail->places = arena_alloc(arena, ROOM, sizeof *trail->places);
    return trail->places != NULL;
}

/* Takes a place in, as the first one or where it lies further out. */
static void
reach(struct place_at sides[TRAIL_SIDES], const struct place_at *place,
      bool first)
{
    if (first || place->site.x < sides[0].site.x)
        sides[0] = *place;
    if (first || place->site.x > sides[1].site.x)
        sides[1] = *place;
    if (first || place->site.y < sides[2].site.y)
        sides[2] = *place;
    if (first || place->site.y > sides[3].site.y)
        sides[3] = *place;
}

/* All of them, by step. */
static void
store(const struct place_at sides[TRAIL_SIDES], struct place_at *places)
{
    for (size_t i = 0; i < TRAIL_SIDES; i++) {
        size_t at = i;

        for (; at > 0 && places[at - 1].step > sides[i].step; at--)
            places[at] = places[at - 1];
        places[at] = sides[i];
    }
}

static void
fold(struct trail *trail)
{
    for (size_t i = 0; i < trail->count; i += (size_t)2 * TRAIL_SIDES) {
        struct place_at sides[TRAIL_SIDES];

        for (size_t j = 0; j < (size_t)2 * TRAIL_SIDES; j++)
            reach(sides, &trail->places[i + j], j == 0);
        store(sides, &trail->places[i / 2]);
    }
    trail->count /= 2;
    trail->stride *= 2;
}

void
trail_add(struct trail *trail, double step, struct site site)
{
    struct place_at place = {step, site};

    if (trail->lost)
        return;
    if (!isfinite(site.x) || !isfinite(site.y)) {
        trail->lost = true;
        trail->beyond = place;
        return;
    }
    if (trail->rows++ == 0)
        trail->first = place;
    trail->last = place;
    if (trail->count == TRAIL_PLACES)
        fold(trail);
    if (trail->stride == 1) {
        trail->places[trail->count++] = place;
        return;
    }
    reach(trail->sides, &place, trail->pending++ == 0);
    if (trail->pending < TRAIL_SIDES * trail->stride)
        return;
    store(trail->sides, &trail->places[trail->count]);
    trail->count += TRAIL_SIDES;
    trail->pending = 0;
}

void
trail_end(struct trail *trail)
{
    struct place_at *places = trail->places;
    size_t kept = 0;

    if (trail->rows == 0)
        return;
    if (trail->pending > 0) {
        store(trail->sides, &places[trail->count]);
        trail->count += TRAIL_SIDES;
    }
    places[trail->count++] = trail->last;
    memmove(places + 1, places, trail->count * sizeof *places);
    places[0] = trail->first;
    for (size_t i = 1; i <= trail->count; i++)
        if (places[i].step > places[kept].step)
            places[++kept] = places[i];
    trail->count = kept + 1;
}

bool
site_inside(struct site low, struct site high, struct site site)
{
    return site.x >= low.x && site.x <= high.x && site.y >= low.y &&
           site.y <= high.y;
}

/* The share of a step at which a coordinate reaches its bound. */
static double
share_of(double low, double high, double from, double step)
{
    if (step == 0)
        return INFINITY;
    return ((step > 0 ? high : low) - from) / step;
}

struct site
site_exit(struct site low, struct site high, struct site from, struct site to)
{
    struct site step = {to.x - from.x, to.y - from.y};
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
    return (struct site){
        fmin(fmax(from.x + step.x * share, low.x), high.x),
        fmin(fmax(from.y + step.y * share, low.y), high.y),
    };
}

bool
trail_next(const struct trail *trail, size_t number, struct place_at *next)
{
    const struct site *beyond = &trail->beyond.site;

    if (number + 1 < trail->count)
        *next = trail->places[number + 1];
    else
        *next = trail->beyond;
    return number + 1 < trail->count ||
           (trail->lost && !isnan(beyond->x) && !isnan(beyond->y));
}

bool
trail_leaves(const struct trail *trail, struct site low, struct site high,
             struct site *end)
{
    size_t last = trail->count - 1;
    struct place_at next;

    while (last > 0 && !site_inside(low, high, trail->places[last].site))
        last--;
    *end = trail->places[last].site;
    if (!trail_next(trail, last, &next))
        return false;
    *end = site_exit(low, high, *end, next.site);
    return true;
}
