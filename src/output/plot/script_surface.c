/* script_surface.c -- a function of two parameters in three dimensions.
 *
 * gnuplot paints the mesh from back to front, and what lies on it afterwards.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/plot/label.h"
#include "output/plot/script.h"

/* Cells of the mesh along a side, and finer ones within each. */
enum { HEIGHTS = 12, CELLS = 72, FINER = 4 };

struct surface {
    const struct view *view;
    const struct landscape *landscape;
    struct height_grid grid;
    struct relief *relief;
};

/* The height of a path: it lies on the mesh, not below it. */
static double
height_at(void *context, struct position position)
{
    const struct surface *surface = context;
    const struct landscape *landscape = surface->landscape;
    double value;

    landscape->values(landscape->context, 1, &position, &value);
    return relief_height(&surface->relief->levels, value);
}

/* The least value around a node of the mesh, somewhat more than half a cell
 * away. */
static double
least_around(const struct height_grid *fine, size_t i, size_t j, size_t finer)
{
    size_t half = finer * 3 / 4, x = i * finer, y = j * finer;
    double least = INFINITY;

    for (size_t b = y < half ? 0 : y - half; b <= y + half; b++)
        for (size_t a = x < half ? 0 : x - half; a <= x + half; a++)
            if (a < fine->columns && b < fine->rows)
                least = fmin(least, fine->values[b * fine->columns + a]);
    return least;
}

/* A mesh whose lines pass by a narrow valley hides its bottom:
 * each node has the least value around it. */
static bool
sink(struct height_grid *grid, const struct landscape *landscape, size_t finer,
     struct arena *arena)
{
    struct height_grid fine;

    if (!height_grid_make(&fine, landscape, grid->low, grid->high,
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
touch(struct height_grid *grid, const struct landscape *landscape,
      struct position position)
{
    double right = (position.x - grid->low.x) / (grid->high.x - grid->low.x);
    double up = (position.y - grid->low.y) / (grid->high.y - grid->low.y);
    double value, *node;

    if (!position_inside(grid->low, grid->high, position))
        return;
    node = &grid->values[(size_t)lround(up * (double)(grid->rows - 1)) *
                             grid->columns +
                         (size_t)lround(right * (double)(grid->columns - 1))];
    landscape->values(landscape->context, 1, &position, &value);
    *node = fmin(*node, value);
}

static bool
surface_make(struct surface *surface, const struct script *script)
{
    const struct view *view = surface->view;
    const struct landscape *landscape = surface->landscape;
    size_t fine = script_cells(script, CELLS * FINER, CELLS * FINER);
    size_t cells = fine < CELLS ? fine : CELLS, finer = (fine - 1) / cells;
    struct arena *arena = script->text->arena;
    struct relief *relief = surface->relief;
    struct height_grid *grid = &surface->grid;

    if (!height_grid_make(grid, landscape, view->low, view->high, cells, cells,
                          arena) ||
        !levels_choose(&relief->levels, grid, landscape->least, HEIGHTS, arena))
        return false;
    if (relief->levels.log && finer > 1 && !sink(grid, landscape, finer, arena))
        return false;
    for (size_t k = 0; k < landscape->lowest_count; k++)
        touch(grid, landscape, landscape->lowest[k]);
    relief->low = INFINITY;
    relief->high = -INFINITY;
    for (size_t k = 0; k < grid->columns * grid->rows; k++) {
        grid->values[k] = relief_height(&relief->levels, grid->values[k]);
        relief->low = fmin(relief->low, grid->values[k]);
        relief->high = fmax(relief->high, grid->values[k]);
    }
    return true;
}

/* Rows of x, y, z and colour. */
static void
print_mesh(const struct script *script, const struct surface *surface)
{
    const struct height_grid *grid = &surface->grid;
    double low = surface->relief->low, high = surface->relief->high;

    text_format(script->text, "$surface%zu << EOD\n", surface->view->group);
    for (size_t j = 0; j < grid->rows; j++) {
        for (size_t i = 0; i < grid->columns; i++) {
            double z = grid->values[j * grid->columns + i];
            double x = (double)i / (double)(grid->columns - 1);
            double y = (double)j / (double)(grid->rows - 1);

            text_format(script->text, "%.10g %.10g %.6g %u\n",
                        grid->low.x + (grid->high.x - grid->low.x) * x,
                        grid->low.y + (grid->high.y - grid->low.y) * y, z,
                        theme_even(high > low ? (z - low) / (high - low) : 0));
        }
        text_string(script->text, j + 1 < grid->rows ? "\n" : "EOD\n");
    }
}

void
script_surface_data(const struct script *script, const struct view *view)
{
    struct surface surface = {.view = view,
                              .landscape =
                                  script->chart->groups[view->group].landscape,
                              .relief = &script->reliefs[view->group]};

    if (!surface_make(&surface, script)) {
        script->text->failed = true;
        return;
    }
    print_mesh(script, &surface);
    script_path_data(script, view, height_at, &surface);
}

static void
print_axes(const struct script *script, const struct view *view)
{
    const struct landscape *landscape =
        script->chart->groups[view->group].landscape;
    struct text *text = script->text;

    axis_print(&view->across, "x", true, text);
    axis_print(&view->scale, "y", true, text);
    for (size_t i = 0; i < 2; i++) {
        text_format(text, "set %clabel ", "xy"[i]);
        label_quote(text, landscape->names[i]);
        text_format(text, " noenhanced textcolor rgb '%s'\n",
                    script->theme->ink);
    }
}

/* gnuplot fits three dimensions into a part of the canvas, not into margins:
 * beside those, it takes no notice of the scale of a view. */
static void
print_room(const struct script *script, const struct view *view)
{
    enum { LABEL_ROOM = 30 };
    /* The labels of z reach beyond it. */
    double left = script_across(script, (double)(view->edge + LABEL_ROOM));
    double right =
        script_across(script, (double)view->right - (double)BOX_ROOM);
    double bottom = script_up(script, (double)view->bottom);
    double top = script_up(script, (double)view->top);

    text_format(script->text,
                "unset lmargin\nunset rmargin\nunset bmargin\n"
                "unset tmargin\nset origin %.6f, %.6f\nset size %.6f, %.6f\n",
                left, fmax(bottom, 0), right - left, fmin(top, 1) - bottom);
}

/* The tics of z that are not too close to one another, nor to the corner where
 * the other axes have theirs. */
static void
print_heights(const struct script *script, const struct relief *relief)
{
    static const double apart = 0.15;
    const char *comma = "";
    struct relief_tics tics;
    double last = 0;

    relief_find_tics(relief, &tics);
    text_string(script->text, "set ztics (");
    for (size_t i = 0; i < tics.count; i++) {
        double share = tics.items[i].share;

        if (share - last < apart)
            continue;
        text_format(script->text, "%s'%s' %.10g", comma, tics.items[i].label,
                    relief->low + share * (relief->high - relief->low));
        comma = ", ";
        last = share;
    }
    text_string(script->text, ")\n");
}

void
script_surface(const struct script *script, const struct view *view,
               double until)
{
    const struct relief *relief = &script->reliefs[view->group];
    const double *turn = script->chart->style->view;
    bool turned = turn[0] != 0 || turn[1] != 0;

    print_room(script, view);
    print_axes(script, view);
    script_legend(script, view);
    script_box(script, view);
    text_string(script->text, "set autoscale z\n");
    print_heights(script, relief);
    if (!(relief->high > relief->low))
        text_format(script->text, "set zrange [%.10g:%.10g]\n", relief->low - 1,
                    relief->low + 1);
    text_format(script->text,
                "unset grid\nunset colorbox\nset view %g, %g, 1.2, 1.05\n"
                "set border 31\nset xyplane relative 0\n"
                "set pm3d scansautomatic\n"
                "splot $surface%zu using 1:2:3:4 with pm3d linecolor rgb "
                "variable notitle",
                turned ? turn[0] : 52, turned ? turn[1] : 30, view->group);
    script_path(script, view, until);
    text_string(script->text, "\nset border 3\nunset xlabel\nunset ylabel\n"
                              "set origin 0, 0\nset size 1, 1\n");
}
