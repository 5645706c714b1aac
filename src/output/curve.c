/* curve.c -- decimates a curve while it comes in, so that no spike is lost.
 *
 * When the points are full, every four become two: the lowest and the highest
 * of them, which then stand for twice as many rows. */
#include "output/curve.h"

#include <math.h>
#include <string.h>

/* The first and the last point and two pending ones come on top. */
enum { ROOM = CURVE_POINTS + 4 };

bool
curve_begin(struct curve *curve, struct arena *arena)
{
    *curve = (struct curve){.stride = 1};
    curve->points = arena_alloc(arena, ROOM, sizeof *curve->points);
    return curve->points != NULL;
}

static void
extremes_add(struct extremes *extremes, const struct point *point)
{
    struct point *low = &extremes->low, *high = &extremes->high;

    if (extremes->rows++ == 0) {
        *low = *high = *point;
        return;
    }
    if (point->value < low->value || isnan(low->value))
        *low = *point;
    if (point->value > high->value || isnan(high->value))
        *high = *point;
}

/* Both, in the order of their steps. */
static void
extremes_store(const struct extremes *extremes, struct point *points)
{
    bool rises = extremes->low.step <= extremes->high.step;

    points[0] = rises ? extremes->low : extremes->high;
    points[1] = rises ? extremes->high : extremes->low;
}

static void
fold(struct curve *curve)
{
    for (size_t i = 0; i < curve->count; i += 4) {
        struct extremes extremes = {.rows = 0};

        for (size_t j = i; j < i + 4; j++)
            extremes_add(&extremes, &curve->points[j]);
        extremes_store(&extremes, &curve->points[i / 2]);
    }
    curve->count /= 2;
    curve->stride *= 2;
}

void
curve_add(struct curve *curve, double step, double value)
{
    struct point point = {step, isfinite(value) ? value : (double)NAN};

    if (!isfinite(step))
        return;
    if (curve->rows++ == 0)
        curve->first = point;
    curve->last = point;
    if (curve->count == CURVE_POINTS)
        fold(curve);
    if (curve->stride == 1) {
        curve->points[curve->count++] = point;
        return;
    }
    extremes_add(&curve->pending, &point);
    if (curve->pending.rows < 2 * curve->stride)
        return;
    extremes_store(&curve->pending, &curve->points[curve->count]);
    curve->count += 2;
    curve->pending.rows = 0;
}

void
curve_end(struct curve *curve)
{
    struct point *points = curve->points;
    size_t kept = 0;

    if (curve->rows == 0)
        return;
    if (curve->pending.rows > 0) {
        extremes_store(&curve->pending, &points[curve->count]);
        curve->count += 2;
    }
    points[curve->count++] = curve->last;
    memmove(points + 1, points, curve->count * sizeof *points);
    points[0] = curve->first;
    /* A row that is kept for two reasons is drawn once. */
    for (size_t i = 1; i <= curve->count; i++)
        if (points[i].step > points[kept].step)
            points[++kept] = points[i];
    curve->count = kept + 1;
}
