/* script_curve.c -- the points of a curve, as many as a picture can show. */
#include <math.h>

#include "output/plot/script.h"

/* The number of pixels that a view is wide, 0 where that may change. */
static size_t
pixels(const struct script *script, const struct view *view)
{
    if (script->canvas->fine)
        return 0;
    return view->right - view->left;
}

/* Whether a point can be left out: it is on a level line between two others.
 * An animation has yet to reach the second, a script may be changed, and some
 * curves are drawn as points. */
static bool
is_between(const struct script *script, const struct view *view,
           const struct curve_point *points, size_t number, size_t count)
{
    const struct curve_point *point = &points[number];

    return !script->canvas->fine && script->canvas->frames == 0 &&
           !view->panel->points && number > 0 && number + 1 < count &&
           point[-1].value == point->value && point[1].value == point->value;
}

/* What a picture can show of a curve; NULL: no memory. */
static struct curve_point *
thin_curve(const struct script *script, const struct view *view,
           const struct curve *curve, size_t *count)
{
    struct text *text = script->text;
    struct curve_point *thin =
        arena_alloc(text->arena, curve->count + 1, sizeof *thin);
    const struct axis *steps = &view->across;

    *count = 0;
    if (!thin)
        text->failed = true;
    else if (curve->count > 0)
        *count = curve_thin(curve, steps->low, steps->high,
                            pixels(script, view), thin);
    return thin;
}

static void
print_point(const struct script *script, const struct view *view,
            const struct curve_point *point)
{
    struct text *text = script->text;

    text_number(text, point->step);
    text_string(text, " ");
    if (isnan(point->value))
        text_string(text, "NaN");
    else if (view->scale.log && point->value <= 0)
        /* What a log axis cannot show leaves the panel. */
        script_number(script, view->scale.low);
    else
        script_number(script, point->value);
    text_string(text, "\n");
}

void
script_curve(const struct script *script, const struct view *view,
             const struct curve *curve)
{
    size_t count;
    struct curve_point *thin = thin_curve(script, view, curve, &count);

    for (size_t i = 0; i < count; i++) {
        if (!is_between(script, view, thin, i, count))
            print_point(script, view, &thin[i]);
        if (view->panel->quantity.marked && !view->panel->points &&
            curve_jumps(thin, count, i)) {
            const struct curve_point corner = {thin[i + 1].step, thin[i].value};

            print_point(script, view, &corner);
        }
    }
    /* gnuplot warns of data without a line. */
    if (count == 0)
        text_string(script->text, "0 NaN\n");
}

void
script_band(const struct script *script, const struct view *view,
            const struct curve *low, const struct curve *high)
{
    const struct curve *curves[] = {low, high};
    size_t all = 0, count;

    for (size_t k = 0; k < 2; k++) {
        struct curve_point *thin = thin_curve(script, view, curves[k], &count);

        for (size_t i = 0; i < count; i++) {
            const struct curve_point *point = &thin[k == 0 ? i : count - 1 - i];

            if (isnan(point->value))
                continue;
            print_point(script, view, point);
            all++;
        }
    }
    if (all == 0)
        text_string(script->text, "0 NaN\n");
}
