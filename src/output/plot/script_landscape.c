/* script_landscape.c -- the map of a function of two parameters: lines of equal
 * height, and the colours between them. */
#include <math.h>

#include "output/plot/script.h"

/* Heights, and cells of the grid: of a picture, of a text. */
enum { HEIGHTS = 12, TEXT_HEIGHTS = 5, CELL = 3, CELLS = 400 };

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

/* A dot for every character that a line between two corners crosses; the
 * border has a line already. */
static void
print_dots(const struct script *script, const struct view *view,
           const struct position *from, const struct position *to)
{
    const struct position *low = &view->low, *high = &view->high;
    double wide = (high->x - low->x) / (double)(view->right - view->left);
    double tall = (high->y - low->y) / (double)(view->top - view->bottom);
    double dx = to->x - from->x, dy = to->y - from->y;
    double pieces = ceil(fmax(fabs(dx / wide), fabs(dy / tall)));

    if ((dx == 0 && (from->x <= low->x || from->x >= high->x)) ||
        (dy == 0 && (from->y <= low->y || from->y >= high->y)))
        return;
    for (double i = 0; i < pieces; i++)
        text_format(script->text, "%.10g %.10g\n", from->x + dx * i / pieces,
                    from->y + dy * i / pieces);
}

static void
print_lines(const struct script *script, const struct view *view,
            const struct contour *contour)
{
    const struct position *low = &view->low, *high = &view->high;

    /* Without a point gnuplot warns, or crashes: there is one, out of sight. */
    text_format(script->text, "$ground%zu << EOD\n%.10g %.10g\n", view->group,
                2 * low->x - high->x, 2 * low->y - high->y);
    for (size_t i = 0; i < contour->count; i++) {
        const struct loop *loop = &contour->loops[i];

        for (size_t k = 0; k < loop->count; k++)
            print_dots(script, view, &loop->positions[k],
                       &loop->positions[(k + 1) % loop->count]);
    }
    text_string(script->text, "EOD\n");
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
    bool characters = script->canvas->characters;
    size_t wide = (view->right - view->left) / (characters ? 1 : CELL);
    size_t high = (view->top - view->bottom) / (characters ? 1 : CELL);
    struct arena *arena = script->text->arena;
    struct contour contour;
    struct levels levels;
    struct height_grid grid;

    if (!height_grid_make(&grid, landscape, view->low, view->high,
                          script_cells(script, wide, CELLS),
                          script_cells(script, high, CELLS), arena) ||
        !levels_choose(&levels, &grid, landscape->least,
                       characters ? TEXT_HEIGHTS : HEIGHTS, arena) ||
        !contour_make(&contour, &grid, &levels, arena)) {
        script->text->failed = true;
        return;
    }
    if (characters && !script->canvas->blocks)
        print_lines(script, view, &contour);
    else
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
    bool characters = script->canvas->characters;

    text_format(text, "unset grid\nplot $ground%zu using 1:2", view->group);
    if (script->canvas->blocks)
        text_string(text, " with lines linecolor rgb '#808080' notitle");
    else if (characters)
        text_string(text, " with points pointtype '.' notitle");
    else
        text_format(
            text,
            ":3 with filledcurves closed linecolor rgb variable "
            "fillstyle solid noborder notitle, \\\n    $ground%zu using "
            "1:2 with lines linewidth 0.5 linecolor rgb '%s' notitle",
            view->group, script->theme->frame);
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
