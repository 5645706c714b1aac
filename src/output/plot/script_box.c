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

/* The box of colours: its place in pixels, and the last label in it. */
struct box {
    const struct script *script;
    const struct relief *relief;
    double left, bottom, height, last;
    size_t labels;
};

/* A label at a height, unless it would touch the last one. */
static void
add_tic(struct box *box, double value, const char *format)
{
    enum { APART = 17 };
    const struct relief *relief = box->relief;
    struct text *text = box->script->text;
    double share = (relief_height(&relief->levels, value) - relief->low) /
                   (relief->high - relief->low);
    double up = box->bottom + share * box->height;
    char label[32];

    if (share < -1e-9 || share > 1 + 1e-9 ||
        (box->labels > 0 && up < box->last + (double)APART))
        return;
    snprintf(label, sizeof label, format, value);
    text_format(text,
                "set label %zu '%s' at screen %.6f, screen %.6f left "
                "noenhanced font ',10' textcolor rgb '%s'\n",
                FIRST_OBJECT + box->labels++, label,
                script_across(box->script, box->left + (double)BOX_WIDTH + 5),
                script_up(box->script, up), box->script->theme->ink);
    box->last = up;
}

/* The base of a valley, and powers of ten above it. */
static void
add_tics(struct box *box)
{
    const struct relief *relief = box->relief;
    double low = relief->low, high = relief->high;

    if (relief->levels.count > 0 && relief->levels.log) {
        double base = relief->levels.base;

        add_tic(box, base, "%.3g");
        for (int e = -300; e <= 300; e++)
            if (base < 0 || pow(10, e) > base)
                add_tic(box, fmin(base, 0) + pow(10, e), "%.4g");
    } else {
        struct axis scale = axis_exact(low, high, 5);
        double unit = axis_unit(&scale);

        for (double i = ceil(low / unit); i <= high / unit; i++)
            add_tic(box, i == 0 ? 0 : i * unit, scale.format);
    }
}

void
script_box(const struct script *script, const struct view *view)
{
    double high = (double)(view->top - view->bottom);
    struct box box = {.script = script,
                      .relief = &script->reliefs[view->group],
                      .left = (double)view->right - (double)BOX_ROOM + 12,
                      .bottom = (double)view->bottom + high * 0.12,
                      .height = high * 0.72};
    double x = script_across(script, box.left);
    double right = script_across(script, box.left + (double)BOX_WIDTH);

    /* A plain has one height. */
    if (!(box.relief->high > box.relief->low))
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
                    theme_between(script->theme->landscape,
                                  ((double)i + 0.5) / (double)BOX_PIECES));
    }
    add_tics(&box);
    text_format(script->text,
                "set label %d 'loss' at screen %.6f, screen %.6f left "
                "noenhanced textcolor rgb '%s'\n",
                FIRST_OBJECT - 1, x,
                script_up(script, box.bottom + box.height + 14),
                script->theme->ink);
}
