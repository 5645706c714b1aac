/* script_landscape.c -- the map of a function of two parameters: lines of equal
 * height, and the colours between them. */
#include <math.h>

#include "output/plot/script.h"

/* Heights, and cells of the grid. */
enum { HEIGHTS = 12, CELL = 3, CELLS = 400 };

size_t
script_cells(const struct script *script, size_t cells, size_t most)
{
    /* The most parameters that are evaluated for a grid. */
    static const double most_work = 3e8;
    double cost = (double)script->chart->groups[0].landscape->cost;
    double side = sqrt(most_work / fmax(cost, 1));

    cells = cells > most ? most : cells;
    cells = (double)cells > side ? (size_t)side : cells;
    return cells < 16 ? 16 : cells;
}

static unsigned
band_colour(const struct script *script, size_t band, size_t levels)
{
    return theme_between(script->theme->landscape,
                         ((double)band + 0.5) / (double)(levels + 1));
}

/* x, y and colour of each corner; a blank line between areas. */
static void
print_loops(const struct script *script, const struct view *view,
            const struct contour *contour, size_t levels)
{
    struct text *text = script->text;
    unsigned top = band_colour(script, levels, levels);

    text_format(text, "$ground%zu << EOD\n%.10g %.10g %u\n", view->group,
                view->low.x, view->low.y, top);
    text_format(text, "%.10g %.10g %u\n%.10g %.10g %u\n%.10g %.10g %u\n",
                view->high.x, view->low.y, top, view->high.x, view->high.y, top,
                view->low.x, view->high.y, top);
    for (size_t i = 0; i < contour->count; i++) {
        const struct loop *loop = &contour->loops[i];
        unsigned colour = band_colour(script, loop->band, levels);

        text_string(text, "\n");
        for (size_t k = 0; k <= loop->count; k++)
            text_format(text, "%.10g %.10g %u\n",
                        loop->positions[k % loop->count].x,
                        loop->positions[k % loop->count].y, colour);
    }
    text_string(text, "EOD\n");
}

static void
print_flat(const struct script *script, const struct view *view)
{
    const struct landscape *landscape =
        script->chart->groups[view->group].landscape;
    size_t wide = (view->right - view->left) / CELL;
    size_t high = (view->top - view->bottom) / CELL;
    struct arena *arena = script->text->arena;
    struct contour contour;
    struct levels levels;
    struct height_grid grid;

    if (!height_grid_make(&grid, landscape, view->low, view->high,
                          script_cells(script, wide, CELLS),
                          script_cells(script, high, CELLS), arena) ||
        !levels_choose(&levels, &grid, landscape->least, HEIGHTS, arena) ||
        !contour_make(&contour, &grid, &levels, arena)) {
        script->text->failed = true;
        return;
    }
    print_loops(script, view, &contour, levels.count);
}

void
script_landscape_data(const struct script *script)
{
    const struct picture_layout *layout = script->layout;

    for (size_t i = 0; i < layout->count; i++) {
        const struct view *view = &layout->views[i];

        if (view->panel)
            continue;
        if (view->surface) {
            script_surface_data(script, view);
            continue;
        }
        print_flat(script, view);
        script_path_data(script, view, NULL, NULL);
    }
}

static void
print_map(const struct script *script, const struct view *view, double until)
{
    struct text *text = script->text;

    text_format(text,
                "unset grid\nplot $ground%zu using 1:2:3 with filledcurves "
                "closed linecolor rgb variable "
                "fillstyle solid noborder notitle, \\\n    $ground%zu using "
                "1:2 with lines linewidth 0.5 linecolor rgb '%s' notitle",
                view->group, view->group, script->theme->frame);
    script_path(script, view, until);
    text_string(text, "\n");
}

void
script_landscape(const struct script *script, const struct view *view,
                 double until)
{
    const struct landscape *landscape =
        script->chart->groups[view->group].landscape;

    if (view->surface) {
        script_surface(script, view, until);
        return;
    }
    script_margins(script, view);
    axis_print(&view->across, "x", true, script->text);
    axis_print(&view->scale, "y", true, script->text);
    script_axis_names(script, view, landscape->names[0], landscape->names[1]);
    script_legend(script, view);
    print_map(script, view, until);
}
