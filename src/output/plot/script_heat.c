/* script_heat.c -- the maps of a sweep: a cell of colour for each place. */
#include <math.h>
#include <stdio.h>

#include "output/plot/heat_map.h"
#include "output/plot/label.h"
#include "output/plot/script.h"

/* Numbers of gnuplot's objects and labels, and the box in pixels. */
enum { FIRST = 6000, BOX_WIDTH = 14, BOX_PIECES = 64 };

static void
print_cell(const struct script *script, const struct heat_map *map,
           const struct heat_cell *cell)
{
    const struct heat_side *x = map->x, *y = map->y;
    bool diverged = isnan(cell->loss);

    text_format(script->text, "%.10g %.10g %.10g %.10g %.10g %.10g %u\n",
                x->values[cell->x], y->values[cell->y], x->edges[cell->x],
                x->edges[cell->x + 1], y->edges[cell->y], y->edges[cell->y + 1],
                diverged ? 0 : theme_even(heat_share(map->scale, cell->loss)));
}

/* Cells that diverged and others have a block each. */
static void
print_cells(const struct script *script, const struct view *view,
            const char *name, bool diverged)
{
    const struct heat_map *map = view->map;
    size_t count = 0;

    text_format(script->text, "$%s%zu << EOD\n", name, view->group);
    for (size_t i = 0; i < map->count; i++)
        if (isnan(map->cells[i].loss) == diverged) {
            print_cell(script, map, &map->cells[i]);
            count++;
        }
    text_string(script->text,
                count > 0 ? "EOD\n" : "NaN NaN NaN NaN NaN NaN 0\nEOD\n");
}

void
script_heat_data(const struct script *script, const struct view *view)
{
    print_cells(script, view, "cells", false);
    print_cells(script, view, "diverged", true);
}

/* Few values have a tic each. */
static void
print_side(const struct script *script, const struct axis *axis,
           const struct heat_side *side, const char *name, size_t most)
{
    size_t each = (side->count + most - 1) / most;
    struct text *text = script->text;

    axis_print(axis, name, true, text);
    if (side->count > HEAT_TICS)
        return;
    text_format(text, "set %stics (", name);
    for (size_t i = 0; i < side->count; i += each) {
        char label[TIC_LABEL];

        heat_label(side, axis, side->values[i], true, label);
        text_format(text, "%s'%s' %.10g", i ? ", " : "", label,
                    side->values[i]);
    }
    text_string(text, ")\n");
}

void
script_heat(const struct script *script, const struct view *view)
{
    const struct heat_map *map = view->map;
    size_t wide = (view->right - view->left) / ((view->across.width + 2) * 8);
    size_t high = (view->top - view->bottom) / 22;
    const char *frame = script->theme->frame;

    script_margins(script, view);
    print_side(script, &view->across, map->x, "x", wide > 0 ? wide : 1);
    print_side(script, &view->scale, map->y, "y", high > 0 ? high : 1);
    script_axis_names(script, view, map->x->name, map->y->name);
    text_string(script->text, "unset grid\n");
    if (map->points)
        text_format(script->text,
                    "plot $cells%zu using 1:2:7 with points pointtype 7 "
                    "pointsize 1.2 linecolor rgb variable notitle, \\\n    "
                    "$diverged%zu using 1:2 with points pointtype 2 pointsize "
                    "0.8 linecolor rgb '%s' notitle",
                    view->group, view->group, frame);
    else
        text_format(script->text,
                    "plot $cells%zu using 1:2:3:4:5:6:7 with boxxyerror "
                    "linecolor rgb variable fillstyle solid noborder notitle, "
                    "\\\n    $diverged%zu using 1:2:3:4:5:6 with boxxyerror "
                    "linecolor rgb '%s' fillstyle pattern 4 noborder notitle",
                    view->group, view->group, frame);
    if (map->best)
        script_star_at(script, map->x->values[map->best->x],
                       map->y->values[map->best->y]);
    text_string(script->text, "\n");
}

/* The box of colours: its place in pixels. */
struct heat_box {
    double left, bottom, high;
};

static void
print_tic(const struct script *script, const struct heat_box *box,
          size_t number, double value, const struct axis *axis)
{
    double share = heat_share(script->chart->heat, value);
    char label[TIC_LABEL];

    if (axis)
        axis_label(axis, value, true, label);
    else
        snprintf(label, sizeof label, "%.3g", value);
    text_format(script->text,
                "set label %zu '%s' at screen %.6f, screen %.6f left "
                "noenhanced textcolor rgb '%s'\n",
                FIRST + number, label,
                script_across(script, box->left + (double)BOX_WIDTH + 5),
                script_up(script, box->bottom + share * box->high),
                script->theme->ink);
}

/* Powers of ten, or round numbers, and always two at least. */
static void
print_tics(const struct script *script, const struct heat_box *box)
{
    const struct heat_scale *heat = script->chart->heat;
    size_t most = (size_t)(box->high / 40), count;
    struct axis axis = heat->log
                           ? axis_log_exact(heat->low, heat->high, most + 1)
                           : axis_exact(heat->low, heat->high, most + 1);
    double tics[AXIS_TICS];

    count = axis_tics(&axis, tics);
    for (size_t i = 0; i < count; i++)
        print_tic(script, box, i, tics[i], &axis);
    if (count > 1)
        return;
    print_tic(script, box, 0, heat->low, NULL);
    print_tic(script, box, 1, heat->high, NULL);
}

void
script_heat_box(const struct script *script)
{
    const struct view *views = script->layout->views;
    const struct view *last = &views[script->layout->count - 1];
    struct heat_box box = {
        .left = (double)(script->canvas->width - LAYOUT_BOX) + 8,
        .bottom = (double)last->bottom,
        .high = (double)(views[0].top - last->bottom) - 20,
    };
    double x = script_across(script, box.left);
    double right = script_across(script, box.left + (double)BOX_WIDTH);

    for (size_t i = 0; i < BOX_PIECES; i++) {
        double part = box.high / (double)BOX_PIECES;
        double up = box.bottom + part * (double)i;

        text_format(script->text,
                    "set object %zu rectangle from screen %.6f, screen %.6f "
                    "to screen %.6f, screen %.6f front fillcolor rgb "
                    "'#%06x' fillstyle solid noborder\n",
                    FIRST + i, x, script_up(script, up), right,
                    script_up(script, up + part + (i + 1 < BOX_PIECES)),
                    theme_even(((double)i + 0.5) / (double)BOX_PIECES));
    }
    print_tics(script, &box);
    text_format(script->text,
                "set label %d 'loss' at screen %.6f, screen %.6f left "
                "noenhanced textcolor rgb '%s'\n",
                FIRST - 1, x, script_up(script, box.bottom + box.high + 14),
                script->theme->ink);
}
