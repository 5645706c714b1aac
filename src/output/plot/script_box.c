/* script_box.c -- the heights of a surface, and the colour box that explains
 * them. */
#include <math.h>
#include <stdio.h>

#include "output/plot/script.h"

/* In pixels, but for the numbers of gnuplot's objects and labels. */
enum { BOX_WIDTH = 14, BOX_PIECES = 48, FIRST_OBJECT = 100 };

double
relief_height(const struct levels *levels, double value)
{
    const double *values = levels->values;
    double bottom, most;

    if (levels->count == 0)
        return value;
    bottom = values[levels->count / 4] - levels->base;
    most = levels->base + 1.5 * (values[levels->count - 1] - levels->base);
    if (levels->log)
        return log10(1 + fmax(value - levels->base, 0) / bottom);
    return fmin(value, most);
}

/* The box of colours: its place in pixels. */
struct box {
    double left, bottom, height;
};

/* A tic, unless it would touch the last one: they are a tenth apart. */
static void
add_tic(struct relief_tics *tics, const struct relief *relief, double value,
        const char *label)
{
    static const double apart = 0.09;
    double share = (relief_height(&relief->levels, value) - relief->low) /
                   (relief->high - relief->low);
    struct relief_tic *tic = &tics->items[tics->count];

    if (share < -1e-9 || share > 1 + 1e-9 || tics->count == RELIEF_TICS ||
        (tics->count > 0 && share < tic[-1].share + apart))
        return;
    tic->share = share;
    snprintf(tic->label, sizeof tic->label, "%s", label);
    tics->count++;
}

/* The base of a valley, and powers of ten above it. */
void
relief_find_tics(const struct relief *relief, struct relief_tics *tics)
{
    double low = relief->low, high = relief->high;
    char label[TIC_LABEL];

    tics->count = 0;
    if (relief->levels.count > 0 && relief->levels.log) {
        double base = relief->levels.base;
        struct axis axis = axis_log(1e-300, 1e300, RELIEF_TICS);

        snprintf(label, sizeof label, "%.3g", base);
        add_tic(tics, relief, base, label);
        for (int e = -300; e <= 300; e++) {
            double value = fmin(base, 0) + pow(10, e);

            if (base >= 0 && pow(10, e) <= base)
                continue;
            if (base < 0)
                snprintf(label, sizeof label, "%.4g", value);
            else
                axis_label(&axis, value, true, label);
            add_tic(tics, relief, value, label);
        }
    } else if (high > low) {
        struct axis axis = axis_exact(low, high, 5);
        double values[AXIS_TICS];
        size_t count = axis_tics(&axis, values);

        for (size_t i = 0; i < count; i++) {
            axis_label(&axis, values[i], true, label);
            add_tic(tics, relief, values[i], label);
        }
    }
}

void
script_box(const struct script *script, const struct view *view)
{
    double high = (double)(view->top - view->bottom);
    const struct relief *relief = &script->reliefs[view->group];
    struct relief_tics tics;
    struct box box = {.left = (double)view->right - (double)BOX_ROOM + 12,
                      .bottom = (double)view->bottom + high * 0.12,
                      .height = high * 0.72};
    double x = script_across(script, box.left);
    double right = script_across(script, box.left + (double)BOX_WIDTH);

    /* A plain has one height. */
    if (!(relief->high > relief->low))
        return;
    for (size_t i = 0; i < BOX_PIECES; i++) {
        double part = box.height / (double)BOX_PIECES;
        double up = box.bottom + part * (double)i;

        text_format(script->text,
                    "set object %zu rectangle from screen %.6f, screen %.6f "
                    "to screen %.6f, screen %.6f front fillcolor rgb "
                    "'#%06x' fillstyle solid noborder\n",
                    FIRST_OBJECT + i, x, script_up(script, up), right,
                    script_up(script, up + part + (i + 1 < BOX_PIECES)),
                    theme_even(((double)i + 0.5) / (double)BOX_PIECES));
    }
    relief_find_tics(relief, &tics);
    for (size_t i = 0; i < tics.count; i++)
        text_format(
            script->text,
            "set label %zu '%s' at screen %.6f, screen %.6f left "
            "noenhanced font ',10' textcolor rgb '%s'\n",
            FIRST_OBJECT + i, tics.items[i].label,
            script_across(script, box.left + (double)BOX_WIDTH + 5),
            script_up(script, box.bottom + tics.items[i].share * box.height),
            script->theme->ink);
    text_format(script->text,
                "set label %d 'loss' at screen %.6f, screen %.6f left "
                "noenhanced textcolor rgb '%s'\n",
                FIRST_OBJECT - 1, x,
                script_up(script, box.bottom + box.height + 14),
                script->theme->ink);
}
