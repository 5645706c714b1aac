/* script_ground.c -- the ground of a path in two dimensions or in three, and
 * the path over it. */
#include <math.h>
#include <stdlib.h>

#include "output/contour.h"
#include "output/label.h"
#include "output/script.h"

/* gnuplot's point types. */
enum { CIRCLE = 7, SQUARE = 5, STAR = 3 };

/* Heights, and cells of the grid: of a picture, a text, a surface. */
enum {
    HEIGHTS = 12,
    TEXT_HEIGHTS = 5,
    CELL = 3,
    SURFACE_CELLS = 56,
    CELLS = 400
};

/* So many parameters may be looked at for a grid. */
static const double most_work = 3e8;

/* Less cells where a value costs much. */
static size_t
affordable(const struct script *script, size_t cells, size_t most)
{
    double cost = (double)script->chart->frame->ground->cost;
    double side = sqrt(most_work / fmax(cost, 1));

    cells = cells > most ? most : cells;
    cells = (double)cells > side ? (size_t)side : cells;
    return cells < 16 ? 16 : cells;
}

static unsigned
band_colour(const struct script *script, size_t band, size_t levels)
{
    return theme_between(script->theme->ground,
                         ((double)band + 0.5) / (double)(levels + 1));
}

/* x, y and colour of each corner; a blank line between areas. */
static void
print_loops(const struct script *script, const struct contour *contour,
            size_t levels)
{
    const struct chart *chart = script->chart;
    struct text *text = script->text;
    unsigned top = band_colour(script, levels, levels);

    text_format(text, "$ground << EOD\n%.6g %.6g %u\n", chart->low.x,
                chart->low.y, top);
    text_format(text, "%.6g %.6g %u\n%.6g %.6g %u\n%.6g %.6g %u\n",
                chart->high.x, chart->low.y, top, chart->high.x, chart->high.y,
                top, chart->low.x, chart->high.y, top);
    for (size_t i = 0; i < contour->count; i++) {
        const struct loop *loop = &contour->loops[i];
        unsigned colour = band_colour(script, loop->band, levels);

        text_string(text, "\n");
        for (size_t k = 0; k <= loop->count; k++)
            text_format(text, "%.6g %.6g %u\n", loop->sites[k % loop->count].x,
                        loop->sites[k % loop->count].y, colour);
    }
    text_string(text, "EOD\n");
}

static void
print_flat(const struct script *script, const struct view *view)
{
    const struct chart *chart = script->chart;
    const struct ground *ground = chart->frame->ground;
    bool characters = script->canvas->characters;
    size_t wide = (view->right - view->left) / (characters ? 1 : CELL);
    size_t high = (view->top - view->bottom) / (characters ? 1 : CELL);
    struct arena *arena = script->text->arena;
    struct contour contour;
    struct levels levels;
    struct grid grid;

    if (!grid_make(&grid, ground, chart->low, chart->high,
                   affordable(script, wide, CELLS),
                   affordable(script, high, CELLS), arena) ||
        !levels_choose(&levels, &grid, ground->least,
                       characters ? TEXT_HEIGHTS : HEIGHTS, arena) ||
        !contour_make(&contour, &grid, &levels, arena)) {
        script->text->failed = true;
        return;
    }
    print_loops(script, &contour, levels.count);
}

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
        return log10(1 + (value - levels->base) / bottom);
    return fmin(value, most);
}

/* Rows of x, y, z and colour. */
static void
print_mesh(const struct script *script, const struct grid *grid,
           const struct levels *levels)
{
    double low = INFINITY, high = -INFINITY;

    for (size_t k = 0; k < grid->columns * grid->rows; k++) {
        grid->values[k] = lift(levels, grid->values[k]);
        low = fmin(low, grid->values[k]);
        high = fmax(high, grid->values[k]);
    }
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

static bool
inside(const struct chart *chart, struct site site)
{
    return site.x >= chart->low.x && site.x <= chart->high.x &&
           site.y >= chart->low.y && site.y <= chart->high.y;
}

static unsigned
path_colour(const struct script *script, size_t run, double step)
{
    const struct chart *chart = script->chart;
    const char *colour = script->theme->pens[run % PENS].colour;
    double length = chart->last - chart->first;

    if (chart->names)
        return (unsigned)strtoul(colour + 1, NULL, 16);
    return theme_between(script->theme->path,
                         length > 0 ? (step - chart->first) / length : 1);
}

/* Step, x, y, height and colour; what lies far outside ends the path. */
static void
print_path(const struct script *script, size_t run, const struct levels *levels)
{
    const struct chart *chart = script->chart;
    const struct ground *ground = chart->frame->ground;
    const struct trail *trail = &chart->trails[run];
    double far =
        100 * (chart->high.x - chart->low.x + chart->high.y - chart->low.y);
    struct text *text = script->text;

    text_format(text, "$path%s%zu << EOD\n", levels ? "3_" : "", run);
    for (size_t i = 0; i < trail->count; i++) {
        struct site site = trail->places[i].site;
        double height = 0;

        if (fabs(site.x - chart->low.x) > far ||
            fabs(site.y - chart->low.y) > far)
            break;
        if (levels && !inside(chart, site)) {
            text_string(text, "\n");
            continue;
        }
        if (levels)
            ground->values(ground->context, 1, &site, &height);
        text_number(text, trail->places[i].step);
        text_format(text, " %.7g %.7g %.6g %u\n", site.x, site.y,
                    levels ? lift(levels, height) : 0,
                    path_colour(script, run, trail->places[i].step));
    }
    text_string(text, trail->count ? "EOD\n" : "0 NaN NaN NaN 0\nEOD\n");
}

static void
print_raised(const struct script *script)
{
    const struct chart *chart = script->chart;
    const struct ground *ground = chart->frame->ground;
    size_t cells = affordable(script, SURFACE_CELLS, SURFACE_CELLS);
    struct arena *arena = script->text->arena;
    struct levels levels;
    struct grid grid;

    if (script->canvas->characters)
        cells = 20;
    if (!grid_make(&grid, ground, chart->low, chart->high, cells, cells,
                   arena) ||
        !levels_choose(&levels, &grid, ground->least, HEIGHTS, arena)) {
        script->text->failed = true;
        return;
    }
    print_mesh(script, &grid, &levels);
    for (size_t r = 0; r < chart->runs; r++)
        print_path(script, r, &levels);
}

void
script_ground_data(const struct script *script)
{
    const struct layout *layout = script->layout;

    for (size_t i = script->chart->count; i < layout->count; i++)
        if (layout->views[i].surface)
            print_raised(script);
        else
            print_flat(script, &layout->views[i]);
    for (size_t r = 0; script->chart->path && r < script->chart->runs; r++)
        print_path(script, r, NULL);
}

/* A sign with a rim around it, so that it is seen on any colour. */
static void
print_sign(const struct script *script, struct site site, int type, char letter,
           double size)
{
    struct text *text = script->text;

    if (!inside(script->chart, site))
        return;
    if (script->canvas->characters) {
        text_format(text,
                    ", \\\n    '+' every ::::0 using (%.7g):(%.7g) with "
                    "points pointtype '%c' notitle",
                    site.x, site.y, letter);
        return;
    }
    text_format(
        text,
        ", \\\n    '+' every ::::0 using (%.7g):(%.7g) with points "
        "pointtype %d pointsize %g linewidth %g linecolor rgb '%s' notitle",
        site.x, site.y, type, size * 1.5, type == STAR ? 4.5 : 2.0,
        script->theme->background);
    text_format(
        text,
        ", \\\n    '+' every ::::0 using (%.7g):(%.7g) with points "
        "pointtype %d pointsize %g linewidth %g linecolor rgb '%s' notitle",
        site.x, site.y, type, size, type == STAR ? 2.0 : 1.0,
        script->theme->ink);
}

static void
print_signs(const struct script *script)
{
    const struct chart *chart = script->chart;
    const struct ground *ground = chart->frame->ground;

    for (size_t k = 0; k < ground->lowest_count; k++)
        print_sign(script, ground->lowest[k], STAR, 'M', 1.4);
    for (size_t r = 0; r < chart->runs; r++) {
        const struct trail *trail = &chart->trails[r];

        if (trail->count == 0)
            continue;
        print_sign(script, trail->places[0].site, CIRCLE, 'S', 0.9);
        if (script->canvas->frames == 0)
            print_sign(script, trail->places[trail->count - 1].site, SQUARE,
                       'E', 0.9);
    }
}

static void
print_axes(const struct script *script, const struct view *view)
{
    const struct ground *ground = script->chart->frame->ground;
    struct text *text = script->text;

    scale_print(&view->across, "x", true, text);
    scale_print(&view->scale, "y", true, text);
    if (script->canvas->characters)
        return;
    text_string(text, "set label 2 ");
    label_quote(text, ground->names[1]);
    if (view->surface)
        text_format(text, " at graph 1.3, graph 0.5, graph 0 ");
    else
        text_format(text, " at screen %.6f, screen %.6f center rotate by 90 ",
                    script_across(script, (double)view->edge + 12),
                    script_up(script, (double)(view->bottom + view->top) / 2));
    text_format(text, "noenhanced textcolor rgb '%s'\nset label 3 ",
                script->theme->ink);
    label_quote(text, ground->names[0]);
    if (view->surface)
        text_format(text, " at graph 0.5, graph -0.36, graph 0 ");
    else
        text_format(
            text, " at screen %.6f, screen %.6f center ",
            script_across(script, (double)(view->left + view->right) / 2),
            script_up(script, (double)view->bottom - 38));
    text_format(text, "noenhanced textcolor rgb '%s'\n", script->theme->ink);
}

/* A page shows it where the pointer rests. */
static void
print_path_title(const struct script *script, size_t run)
{
    const struct chart *chart = script->chart;

    text_string(script->text, " title ");
    label_quote(script->text, chart->names ? chart->names[run] : "path");
}

static void
print_map(const struct script *script)
{
    struct text *text = script->text;
    bool characters = script->canvas->characters;

    text_string(text, "unset grid\nplot $ground using 1:2");
    if (script->canvas->blocks)
        text_string(text, " with lines linecolor rgb '#808080' notitle");
    else if (characters)
        text_string(text, " with points pointtype '.' notitle");
    else
        text_format(text,
                    ":3 with filledcurves closed linecolor rgb variable "
                    "fillstyle solid noborder notitle, \\\n    $ground using "
                    "1:2 with lines linewidth 0.5 linecolor rgb '%s' notitle",
                    script->theme->frame);
    for (size_t r = 0; r < script->chart->runs; r++) {
        text_format(text, ", \\\n    $path%zu", r);
        if (script->canvas->frames > 0)
            text_string(text, " using ($1 <= until ? $2 : NaN):3");
        else
            text_string(text, " using 2:3");
        if (characters)
            text_format(text, " with lines linetype %zu", r % 7 + 1);
        else
            text_string(text, ":5 with lines linewidth 2 linecolor rgb "
                              "variable");
        print_path_title(script, r);
    }
    print_signs(script);
    text_string(text, "\n");
}

static void
print_surface(const struct script *script)
{
    struct text *text = script->text;
    bool characters = script->canvas->characters;

    text_format(text,
                "unset grid\nunset colorbox\nset view 52, 30, %s, 0.9\n"
                "set border 15\nset xyplane relative 0\nunset ztics\n"
                "set autoscale z\n",
                characters ? "1" : "1.25");
    if (characters)
        text_string(text, "set hidden3d\nsplot $surface using 1:2:3 with lines "
                          "linetype 2 notitle");
    else
        text_string(text,
                    "set pm3d scansautomatic\nsplot $surface using 1:2:3:4 "
                    "with pm3d linecolor rgb variable notitle");
    for (size_t r = 0; r < script->chart->runs; r++) {
        text_format(text, ", \\\n    $path3_%zu", r);
        if (script->canvas->frames > 0)
            text_string(text, " using ($1 <= until ? $2 : NaN):3:4");
        else
            text_string(text, " using 2:3:4");
        if (characters)
            text_format(text, " with lines linetype %zu", r % 7 + 1);
        else
            text_string(text, ":5 with lines linewidth 2.5 linecolor rgb "
                              "variable");
        print_path_title(script, r);
    }
    text_string(text, "\nset border 3\nset origin 0, 0\nset size 1, 1\n");
}

/* gnuplot fits three dimensions into a part of the canvas, not into margins. */
static void
print_box(const struct script *script, const struct view *view)
{
    double left = script_across(script, (double)view->edge);
    double right = script_across(script, (double)view->right);
    double bottom = script_up(script, (double)view->bottom);
    double top = script_up(script, (double)view->top);

    text_format(script->text,
                "unset lmargin\nunset rmargin\nunset bmargin\n"
                "unset tmargin\nset origin %.6f, %.6f\nset size %.6f, %.6f\n",
                left, fmax(bottom, 0), right - left, fmin(top, 1) - bottom);
}

void
script_ground(const struct script *script, const struct view *view)
{
    if (view->surface)
        print_box(script, view);
    else
        script_margins(script, view);
    print_axes(script, view);
    script_legend(script, view);
    if (view->surface)
        print_surface(script);
    else
        print_map(script);
}
