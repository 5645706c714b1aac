/* page_chart.c -- a chart as the JSON that a page draws. */
#include <math.h>
#include <string.h>

#include "output/plot/heat_map.h"
#include "output/plot/layout.h"
#include "output/plot/page_parts.h"

/* Columns of pixels that a curve has points for, and the map's grid. */
enum { PIXELS = 800, GRID_WIDE = 110, GRID_HIGH = 90, PATH_MOST = 1500 };
enum { HEIGHTS = 12, MAP_SIDE = 1000 };

static void
add_number(struct text *json, double value)
{
    if (isfinite(value))
        text_number(json, value);
    else
        text_string(json, "null");
}

static void
add_numbers(struct text *json, const char *name, const double *values,
            size_t count, size_t step)
{
    text_format(json, ",\"%s\":[", name);
    for (size_t i = 0; i < count; i++) {
        text_string(json, i ? "," : "");
        add_number(json, values[i * step]);
    }
    text_string(json, "]");
}

static void
add_name(struct text *json, const char *name, const char *value)
{
    text_format(json, "\"%s\":", name);
    if (value)
        text_json_string(json, value);
    else
        text_string(json, "null");
}

static void
add_curve(struct text *json, const struct chart *chart,
          const struct trace *trace)
{
    const struct curve *curve = &trace->curve;
    struct curve_point *thin =
        arena_alloc(json->arena, curve->count + 1, sizeof *thin);
    size_t count = 0;

    if (!thin) {
        json->failed = true;
        return;
    }
    if (curve->count > 0)
        count = curve_thin(curve, chart->first, chart->last, PIXELS, thin);
    text_format(json, "{\"pen\":%zu,\"part\":%d,", trace->pen, trace->part);
    if (trace_scattered(chart, trace))
        text_string(json, "\"points\":true,");
    add_name(json, "name", trace->name);
    add_numbers(json, "x", &thin->step, count, 2);
    add_numbers(json, "y", &thin->value, count, 2);
    text_string(json, "}");
}

static void
add_panel(struct text *json, const struct chart *chart,
          const struct panel *panel)
{
    struct axis axis = panel_axis(chart, panel, 6);
    char note[NOTE_SIZE];

    text_string(json, "{");
    add_name(json, "label", panel->quantity.label);
    text_string(json, ",");
    add_name(json, "group", chart->groups[panel->group].name);
    text_format(json, ",\"points\":%s,\"steps\":%s,\"log\":%s",
                panel->points ? "true" : "false",
                panel->quantity.marked ? "true" : "false",
                axis.log ? "true" : "false");
    add_numbers(json, "ends", (double[]){axis.low, axis.high}, 2, 1);
    text_string(json, ",\"notes\":[");
    for (size_t i = 0; chart_note(chart, panel, &axis, i, note); i++) {
        text_string(json, i ? "," : "");
        text_json_string(json, note);
    }
    text_string(json, "]");
    if (panel_is_limited(chart, panel))
        add_numbers(json, "limits", chart->style->ylim, 2, 1);
    text_string(json, ",\"curves\":[");
    for (size_t i = 0; i < panel->count; i++) {
        text_string(json, i ? "," : "");
        add_curve(json, chart, &panel->traces[i]);
    }
    text_string(json, "]}");
}

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
        !levels_choose(&levels, &grid, landscape->least, HEIGHTS,
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
    add_numbers(json, "s", &path->points->step, count, 3 * step);
    add_numbers(json, "x", &path->points->position.x, count, 3 * step);
    add_numbers(json, "y", &path->points->position.y, count, 3 * step);
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

static void
add_map(struct text *json, const struct chart *chart, size_t number)
{
    enum { WIDE = 710, HIGH = 580 };
    const struct chart_group *group = &chart->groups[number];
    const struct landscape *landscape = group->landscape;
    struct position low = group->low, high = group->high;
    const char *comma = "";

    landscape_fit(&low, &high, WIDE, HIGH, 3);
    text_string(json, "{");
    add_name(json, "group", group->name);
    text_string(json, ",\"names\":[");
    text_json_string(json, landscape->names[0]);
    text_string(json, ",");
    text_json_string(json, landscape->names[1]);
    text_string(json, "]");
    add_numbers(json, "low", &low.x, 2, 1);
    add_numbers(json, "high", &high.x, 2, 1);
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
    add_name(json, "name", side->name);
    text_format(json, ",\"log\":%s", side->log ? "true" : "false");
    add_numbers(json, "values", side->values, side->count, 1);
    add_numbers(json, "edges", side->edges, side->count + 1, 1);
    text_string(json, "}");
}

static void
add_heat(struct text *json, const struct chart_group *group)
{
    const struct heat_map *map = group->map;

    text_string(json, "{");
    add_name(json, "group", group->name);
    add_side(json, "x", map->x);
    add_side(json, "y", map->y);
    if (map->best)
        text_format(json, ",\"best\":[%zu,%zu]", map->best->x, map->best->y);
    text_format(json, ",\"points\":%s,\"cells\":[",
                map->points ? "true" : "false");
    for (size_t i = 0; i < map->count; i++) {
        const struct heat_cell *cell = &map->cells[i];

        text_format(json, "%s[%zu,%zu,", i ? "," : "", cell->x, cell->y);
        add_number(json, cell->loss);
        if (!isnan(cell->loss))
            text_format(json, ",\"#%06x\"",
                        theme_even(heat_share(map->scale, cell->loss)));
        text_string(json, "]");
    }
    text_string(json, "]}");
}

/* The name of what is drawn with a pen: a run or, of one run, a curve of the
 * panel that has most. */
static const char *
pen_name(const struct chart *chart, size_t pen)
{
    const struct panel *most = chart->panels;

    for (size_t r = 0; chart->run_count > 1 && r < chart->run_count; r++)
        if (chart->runs[r].pen == pen)
            return chart->runs[r].name;
    for (size_t p = 1; p < chart->count; p++)
        if (chart->panels[p].count > most->count)
            most = &chart->panels[p];
    for (size_t i = 0; chart->count > 0 && i < most->count; i++)
        if (most->traces[i].pen == pen)
            return most->traces[i].name;
    return chart->run_count > 1 ? chart->runs[0].name : "path";
}

static void
add_pens(struct text *json, const struct chart *chart)
{
    static const char *const dashes[] = {"none", "none",    "8 5",
                                         "2 4",  "9 4 2 4", "9 4 2 4 2 4"};

    text_string(json, ",\"pens\":[");
    for (size_t i = 0; i < chart->pens; i++) {
        struct stroke stroke = theme_stroke(chart->theme, i, chart->pens);

        text_string(json, i ? ",{" : "{");
        add_name(json, "name", pen_name(chart, i));
        text_format(json, ",\"dash\":\"%s\"}", dashes[stroke.dash % 6]);
    }
    text_string(json, "]");
}

/* Steps that are marked, unless they are too many to see. */
static void
add_marks(struct text *json, const struct chart *chart)
{
    enum { MOST = 40 };
    const struct frame *frame = chart->frame;

    text_format(json, ",\"named\":%s,\"marks\":[",
                frame->marks_all ? "true" : "false");
    for (size_t i = 0; frame->mark_count <= MOST && i < frame->mark_count;
         i++) {
        text_string(json, i ? ",[" : "[");
        add_number(json, frame->marks[i]);
        text_string(json, ",");
        text_json_string(json, frame->mark_names ? frame->mark_names[i] : "");
        text_string(json, "]");
    }
    text_string(json, "]");
}

/* The colours of all heat maps, from the low end of their scale on. */
static void
add_scale(struct text *json, const struct heat_scale *scale)
{
    enum { PIECES = 32 };

    text_format(json, ",\"scale\":{\"log\":%s", scale->log ? "true" : "false");
    add_numbers(json, "ends", (double[]){scale->low, scale->high}, 2, 1);
    text_string(json, ",\"colours\":[");
    for (size_t i = 0; i < PIECES; i++)
        text_format(json, "%s\"#%06x\"", i ? "," : "",
                    theme_even(((double)i + 0.5) / (double)PIECES));
    text_string(json, "]}");
}

/* One list of things, each of a panel, a map or a heat map. */
static void
add_views(struct text *json, const struct chart *chart)
{
    bool maps = chart->path || chart->surface;

    text_string(json, ",\"panels\":[");
    for (size_t i = 0; i < chart->count; i++) {
        text_string(json, i ? "," : "");
        add_panel(json, chart, &chart->panels[i]);
    }
    text_string(json, "],\"maps\":[");
    for (size_t g = 0; maps && g < chart->group_count; g++) {
        text_string(json, g ? "," : "");
        add_map(json, chart, g);
    }
    text_string(json, "],\"heats\":[");
    for (size_t g = 0; chart->heat && g < chart->group_count; g++) {
        text_string(json, g ? "," : "");
        add_heat(json, &chart->groups[g]);
    }
    text_string(json, "]");
}

void
page_chart(struct text *text, const struct chart *chart)
{
    struct text json = {.arena = chart->arena};
    double last = chart->last > chart->first ? chart->last : chart->first + 1;

    text_string(&json, "{");
    add_name(&json, "axis", chart->axis);
    text_format(&json,
                ",\"logx\":%s,\"first\":", chart->logx ? "true" : "false");
    add_number(&json, isfinite(chart->first) ? chart->first : 0);
    text_string(&json, ",\"last\":");
    add_number(&json, isfinite(last) ? last : 1);
    add_pens(&json, chart);
    add_marks(&json, chart);
    text_format(&json, ",\"swept\":%s", chart->sweep ? "true" : "false");
    if (chart->heat)
        add_scale(&json, chart->heat);
    else if (chart->best)
        add_numbers(&json, "best", &chart->best_point.step, 2, 1);
    add_views(&json, chart);
    text_string(&json, "}");
    text->failed = text->failed || json.failed;
    for (size_t i = 0; i < json.used; i++)
        if (json.bytes[i] == '<')
            text_string(text, "\\u003c");
        else
            text_add(text, &json.bytes[i], 1);
}

static void
add_theme(struct text *text, const struct chart *chart,
          const struct theme *theme)
{
    text_format(text,
                ":root { --background: %s; --ink: %s; --frame: %s; "
                "--grid: %s;",
                theme->background, theme->ink, theme->frame, theme->grid);
    for (size_t i = 0; i < chart->pens; i++)
        text_format(text, " --p%zu: #%06x;", i,
                    theme_stroke(theme, i, chart->pens).colour);
    for (size_t i = 0; i <= LEVELS_MOST; i++)
        text_format(text, " --b%zu: #%06x;", i,
                    theme_between(theme->landscape,
                                  ((double)i + 0.5) / (double)(HEIGHTS + 1)));
    text_string(text, " }\n");
}

void
page_colours(struct text *text, const struct chart *chart)
{
    const struct theme *asked = chart->style->theme;

    add_theme(text, chart, asked ? asked : themes);
    if (asked)
        return;
    text_string(text, "@media screen and (prefers-color-scheme: dark) {\n");
    add_theme(text, chart, theme_find("dark"));
    text_string(text, "}\n");
}
