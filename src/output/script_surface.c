/* script_surface.c -- a function of two parameters in three dimensions.
 *
 * gnuplot paints the mesh from back to front, and what lies on it afterwards.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/label.h"
#include "output/script_ground.h"

/* Cells of the mesh along a side, of which each is looked at more closely. */
enum { HEIGHTS = 12, CELLS = 56, FINER = 4 };

/* The box of colours beside a surface, in pixels. */
enum { BOX_WIDTH = 14, BOX_ROOM = 74, BOX_PIECES = 48, FIRST_OBJECT = 100 };

struct surface {
    const struct ground *ground;
    struct grid grid;
    struct relief *relief;
};

/* The height in three dimensions: of a valley its logarithm, with a round
 * bottom; of all else what is not far above the highest level. */
static double
lift(const struct levels *levels, double value)
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

/* The height of a path: it lies on the mesh, not below it. */
static double
height_at(void *context, struct site site)
{
    const struct surface *surface = context;
    const struct ground *ground = surface->ground;
    double value;

    ground->values(ground->context, 1, &site, &value);
    return lift(&surface->relief->levels, value);
}

/* The least value around a node of the mesh, somewhat more than half a cell
 * away. */
static double
least_around(const struct grid *fine, size_t i, size_t j, size_t finer)
{
    size_t half = finer * 3 / 4, x = i * finer, y = j * finer;
    double least = INFINITY;

    for (size_t b = y < half ? 0 : y - half; b <= y + half; b++)
        for (size_t a = x < half ? 0 : x - half; a <= x + half; a++)
            if (a < fine->columns && b < fine->rows)
                least = fmin(least, fine->values[b * fine->columns + a]);
    return least;
}

/* A mesh whose lines pass by a narrow valley shows nothing of its ground: each
 * node has the least value around it. */
static bool
sink(struct grid *grid, const struct ground *ground, size_t finer,
     struct arena *arena)
{
    struct grid fine;

    if (!grid_make(&fine, ground, grid->low, grid->high,
                   (grid->columns - 1) * finer + 1,
                   (grid->rows - 1) * finer + 1, arena))
        return false;
    for (size_t j = 0; j < grid->rows; j++)
        for (size_t i = 0; i < grid->columns; i++)
            grid->values[j * grid->columns + i] =
                least_around(&fine, i, j, finer);
    return true;
}

/* The node next to a minimum is as low as that. */
static void
touch(struct grid *grid, const struct ground *ground, struct site site)
{
    double right = (site.x - grid->low.x) / (grid->high.x - grid->low.x);
    double up = (site.y - grid->low.y) / (grid->high.y - grid->low.y);
    double value, *node;

    if (!site_inside(grid->low, grid->high, site))
        return;
    node = &grid->values[(size_t)lround(up * (double)(grid->rows - 1)) *
                             grid->columns +
                         (size_t)lround(right * (double)(grid->columns - 1))];
    ground->values(ground->context, 1, &site, &value);
    *node = fmin(*node, value);
}

static bool
surface_make(struct surface *surface, const struct script *script)
{
    const struct chart *chart = script->chart;
    const struct ground *ground = chart->frame->ground;
    size_t fine = script_cells(script, CELLS * FINER, CELLS * FINER);
    size_t cells = fine < CELLS ? fine : CELLS, finer = (fine - 1) / cells;
    struct arena *arena = script->text->arena;
    struct relief *relief = script->relief;
    struct grid *grid = &surface->grid;

    if (!grid_make(grid, ground, chart->low, chart->high, cells, cells,
                   arena) ||
        !levels_choose(&relief->levels, grid, ground->least, HEIGHTS, arena))
        return false;
    if (relief->levels.log && finer > 1 && !sink(grid, ground, finer, arena))
        return false;
    for (size_t k = 0; k < ground->lowest_count; k++)
        touch(grid, ground, ground->lowest[k]);
    relief->low = INFINITY;
    relief->high = -INFINITY;
    for (size_t k = 0; k < grid->columns * grid->rows; k++) {
        grid->values[k] = lift(&relief->levels, grid->values[k]);
        relief->low = fmin(relief->low, grid->values[k]);
        relief->high = fmax(relief->high, grid->values[k]);
    }
    return true;
}

/* Rows of x, y, z and colour. */
static void
print_mesh(const struct script *script, const struct surface *surface)
{
    const struct grid *grid = &surface->grid;
    double low = surface->relief->low, high = surface->relief->high;

    text_string(script->text, "$surface << EOD\n");
    for (size_t j = 0; j < grid->rows; j++) {
        for (size_t i = 0; i < grid->columns; i++) {
            double z = grid->values[j * grid->columns + i];
            double x = (double)i / (double)(grid->columns - 1);
            double y = (double)j / (double)(grid->rows - 1);

            text_format(
                script->text, "%.6g %.6g %.6g %u\n",
                grid->low.x + (grid->high.x - grid->low.x) * x,
                grid->low.y + (grid->high.y - grid->low.y) * y, z,
                theme_between(script->theme->ground,
                              high > low ? (z - low) / (high - low) : 0));
        }
        text_string(script->text, j + 1 < grid->rows ? "\n" : "EOD\n");
    }
}

void
script_surface_data(const struct script *script)
{
    struct surface surface = {.ground = script->chart->frame->ground,
                              .relief = script->relief};

    if (!surface_make(&surface, script)) {
        script->text->failed = true;
        return;
    }
    print_mesh(script, &surface);
    script_path_data(script, height_at, &surface);
}

/* The box of colours: its place in pixels, and the last label in it. */
struct box {
    const struct script *script;
    double left, bottom, height, last;
    size_t labels;
};

/* A label at a height, unless it would touch the last one. */
static void
add_tic(struct box *box, double value, const char *format)
{
    enum { APART = 17 };
    const struct relief *relief = box->script->relief;
    struct text *text = box->script->text;
    double share = (lift(&relief->levels, value) - relief->low) /
                   (relief->high - relief->low);
    double up = box->bottom + share * box->height;
    char label[32];

    if (share < -1e-9 || share > 1 + 1e-9 ||
        (box->labels > 0 && up < box->last + APART))
        return;
    snprintf(label, sizeof label, format, value);
    text_format(text,
                "set label %zu '%s' at screen %.6f, screen %.6f left "
                "noenhanced font ',10' textcolor rgb '%s'\n",
                FIRST_OBJECT + box->labels++, label,
                script_across(box->script, box->left + BOX_WIDTH + 5),
                script_up(box->script, up), box->script->theme->ink);
    box->last = up;
}

/* The base of a valley, and powers of ten above it. */
static void
add_tics(struct box *box)
{
    const struct relief *relief = box->script->relief;
    double low = relief->low, high = relief->high;

    if (relief->levels.count > 0 && relief->levels.log) {
        double base = relief->levels.base;

        add_tic(box, base, "%.3g");
        for (int e = -300; e <= 300; e++)
            if (base < 0 || pow(10, e) > base)
                add_tic(box, fmin(base, 0) + pow(10, e), "%.4g");
    } else {
        struct scale scale = scale_exact(low, high, 5);
        double unit = scale_unit(&scale);

        for (double i = ceil(low / unit); i <= high / unit; i++)
            add_tic(box, i == 0 ? 0 : i * unit, scale.format);
    }
}

static void
print_box(const struct script *script, const struct view *view)
{
    double high = (double)(view->top - view->bottom);
    struct box box = {.script = script,
                      .left = (double)view->right - BOX_ROOM + 12,
                      .bottom = (double)view->bottom + high * 0.12,
                      .height = high * 0.72};
    double x = script_across(script, box.left);
    double right = script_across(script, box.left + BOX_WIDTH);

    /* A plain has one height. */
    if (!(script->relief->high > script->relief->low))
        return;
    for (size_t i = 0; i < BOX_PIECES; i++) {
        double part = box.height / BOX_PIECES;
        double up = box.bottom + part * (double)i;

        text_format(script->text,
                    "set object %zu rectangle from screen %.6f, screen %.6f "
                    "to screen %.6f, screen %.6f front fillcolor rgb "
                    "'#%06x' fillstyle solid noborder\n",
                    FIRST_OBJECT + i, x, script_up(script, up), right,
                    script_up(script, up + part + (i + 1 < BOX_PIECES)),
                    theme_between(script->theme->ground,
                                  ((double)i + 0.5) / BOX_PIECES));
    }
    add_tics(&box);
    text_format(script->text,
                "set label %d 'loss' at screen %.6f, screen %.6f left "
                "noenhanced textcolor rgb '%s'\n",
                FIRST_OBJECT - 1, x,
                script_up(script, box.bottom + box.height + 14),
                script->theme->ink);
}

static void
print_axes(const struct script *script, const struct view *view)
{
    const struct ground *ground = script->chart->frame->ground;
    struct text *text = script->text;

    scale_print(&view->across, "x", true, text);
    scale_print(&view->scale, "y", true, text);
    for (int k = 0; k < 2; k++) {
        text_format(text, "set %clabel ", "xy"[k]);
        label_quote(text, ground->names[k]);
        /* Nearer to the middle of the axis than gnuplot has them, and away
         * from the box. */
        text_format(text, " offset %s noenhanced textcolor rgb '%s'\n",
                    k == 0 ? "3, 0" : "-4, 0", script->theme->ink);
    }
}

/* gnuplot fits three dimensions into a part of the canvas, not into margins:
 * beside those, it takes no notice of the scale of a view. */
static void
print_room(const struct script *script, const struct view *view)
{
    double left = script_across(script, (double)view->edge);
    double right = script_across(script, (double)view->right - BOX_ROOM);
    double bottom = script_up(script, (double)view->bottom);
    double top = script_up(script, (double)view->top);

    text_format(script->text,
                "unset lmargin\nunset rmargin\nunset bmargin\n"
                "unset tmargin\nset origin %.6f, %.6f\nset size %.6f, %.6f\n",
                left, fmax(bottom, 0), right - left, fmin(top, 1) - bottom);
}

void
script_surface(const struct script *script, const struct view *view)
{
    print_room(script, view);
    print_axes(script, view);
    script_legend(script, view);
    print_box(script, view);
    text_string(script->text,
                "unset grid\nunset colorbox\nset view 52, 30, 1.25, 0.9\n"
                "set border 15\nset xyplane relative 0\nunset ztics\n"
                "set autoscale z\nset pm3d scansautomatic\n"
                "splot $surface using 1:2:3:4 with pm3d linecolor rgb "
                "variable notitle");
    script_path(script, true);
    text_string(script->text, "\nunset xlabel\nunset ylabel\nset border 3\n"
                              "set origin 0, 0\nset size 1, 1\n");
}
