/* page_chart_map.c -- the maps of a chart as the JSON that a page draws: of a
 * landscape with its paths, and of a sweep. */
#include <math.h>

#include "output/plot/heat_map.h"
#include "output/plot/layout.h"
#include "output/plot/page_parts.h"

/* The grid of a landscape, the points of a path, and the units of a side. */
enum { GRID_WIDE = 110, GRID_HIGH = 90, PATH_MOST = 1500, MAP_SIDE = 1000 };

static void
add_loop(struct text *json, const struct height_grid *grid,
         const struct loop *loop)
{
    double wide = grid->high.x - grid->low.x, tall = grid->high.y - grid->low.y;

    text_format(json, "[%zu,\"", loop->band);
    for (size_t i = 0; i < loop->count; i++)
        text_format(json, "%s%.0f %.0f", i ? "L" : "M",
                    MAP_SIDE * (loop->positions[i].x - grid->low.x) / wide,
                    MAP_SIDE * (grid->high.y - loop->positions[i].y) / tall);
    text_string(json, "Z\"]");
}

static void
add_areas(struct text *json, const struct landscape *landscape,
          struct position low, struct position high)
{
    struct height_grid grid;
    struct contour contour;
    struct levels levels;
    size_t wide = landscape->cost > GRID_WIDE ? GRID_WIDE / 2 : GRID_WIDE;

    if (!height_grid_make(&grid, landscape, low, high, wide, GRID_HIGH,
                          json->arena) ||
        !levels_choose(&levels, &grid, landscape->least, PAGE_HEIGHTS,
                       json->arena) ||
        !contour_make(&contour, &grid, &levels, json->arena)) {
        json->failed = true;
        return;
    }
    text_format(json, ",\"top\":%zu,\"areas\":[", levels.count);
    for (size_t i = 0; i < contour.count; i++) {
        text_string(json, i ? "," : "");
        add_loop(json, &grid, &contour.loops[i]);
    }
    text_string(json, "]");
}

/* What is far outside is left out. */
static void
add_path(struct text *json, const struct chart_run *run, struct position low,
         struct position high)
{
    const struct path *path = &run->path;
    struct position room = {9 * (high.x - low.x), 9 * (high.y - low.y)};
    struct position least = {low.x - room.x, low.y - room.y};
    struct position most = {high.x + room.x, high.y + room.y};
    size_t count = 0, step = path->count / PATH_MOST + 1;

    while (count < path->count &&
           position_inside(least, most, path->points[count].position))
        count++;
    text_format(json, "{\"pen\":%zu", run->pen);
    count = count == 0 ? 0 : (count - 1) / step + 1;
    page_numbers(json, "s", &path->points->step, count, 3 * step);
    page_numbers(json, "x", &path->points->position.x, count, 3 * step);
    page_numbers(json, "y", &path->points->position.y, count, 3 * step);
    text_string(json, "}");
}

static void
add_positions(struct text *json, const char *name,
              const struct position *positions, size_t count)
{
    text_format(json, ",\"%s\":[", name);
    for (size_t i = 0; i < count; i++)
        text_format(json, "%s[%.10g,%.10g]", i ? "," : "", positions[i].x,
                    positions[i].y);
    text_string(json, "]");
}

void
page_map(struct text *json, const struct chart *chart, size_t number)
{
    enum { WIDE = 710, HIGH = 580 };
    const struct chart_group *group = &chart->groups[number];
    const struct landscape *landscape = group->landscape;
    struct position low = group->low, high = group->high;
    const char *comma = "";

    landscape_fit(&low, &high, WIDE, HIGH, 3);
    text_string(json, "{");
    page_name(json, "group", group->name);
    text_string(json, ",\"names\":[");
    text_json_string(json, landscape->names[0]);
    text_string(json, ",");
    text_json_string(json, landscape->names[1]);
    text_string(json, "]");
    page_numbers(json, "low", &low.x, 2, 1);
    page_numbers(json, "high", &high.x, 2, 1);
    add_areas(json, landscape, low, high);
    add_positions(json, "lowest", landscape->lowest, landscape->lowest_count);
    add_positions(json, "start", &landscape->start, 1);
    text_string(json, ",\"paths\":[");
    for (size_t r = 0; r < chart->run_count; r++) {
        if (chart->runs[r].group != number || chart->runs[r].path.count == 0)
            continue;
        text_string(json, comma);
        add_path(json, &chart->runs[r], low, high);
        comma = ",";
    }
    text_string(json, "]}");
}

static void
add_side(struct text *json, const char *name, const struct heat_side *side)
{
    text_format(json, ",\"%s\":{", name);
    page_name(json, "name", side->name);
    text_format(json, ",\"log\":%s", side->log ? "true" : "false");
    page_numbers(json, "values", side->values, side->count, 1);
    page_numbers(json, "edges", side->edges, side->count + 1, 1);
    text_string(json, "}");
}

void
page_heat(struct text *json, const struct chart_group *group)
{
    const struct heat_map *map = group->map;

    text_string(json, "{");
    page_name(json, "group", group->name);
    add_side(json, "x", map->x);
    add_side(json, "y", map->y);
    if (map->best)
        text_format(json, ",\"best\":[%zu,%zu]", map->best->x, map->best->y);
    text_format(json, ",\"points\":%s,\"cells\":[",
                map->points ? "true" : "false");
    for (size_t i = 0; i < map->count; i++) {
        const struct heat_cell *cell = &map->cells[i];

        text_format(json, "%s[%zu,%zu,", i ? "," : "", cell->x, cell->y);
        page_number(json, cell->loss);
        if (!isnan(cell->loss))
            text_format(json, ",\"#%06x\"",
                        theme_even(heat_share(map->scale, cell->loss)));
        text_string(json, "]");
    }
    text_string(json, "]}");
}

void
page_scale(struct text *json, const struct heat_scale *scale)
{
    enum { PIECES = 32 };

    text_format(json, ",\"scale\":{\"log\":%s", scale->log ? "true" : "false");
    page_numbers(json, "ends", (double[]){scale->low, scale->high}, 2, 1);
    text_string(json, ",\"colours\":[");
    for (size_t i = 0; i < PIECES; i++)
        text_format(json, "%s\"#%06x\"", i ? "," : "",
                    theme_even(((double)i + 0.5) / (double)PIECES));
    text_string(json, "]}");
}
