/* sweep_maps.c -- the loss over two numbers: a map a combination of the
 * others. */
#include <math.h>
#include <stdlib.h>

#include "base/sample.h"
#include "output/plot/heat_map.h"
#include "output/plot/sweep_rows.h"

/* Cells meet in the middle between two values. */
static bool
make_side(const struct sweep_variable *variable, bool scattered,
          struct heat_side *side, struct arena *arena)
{
    const double *values = variable->values;
    size_t count = variable->count;
    double *edges = arena_alloc(arena, count + 1, sizeof *edges);

    *side = (struct heat_side){.name = variable->name,
                               .log = variable->log,
                               .scattered = scattered,
                               .count = count,
                               .values = values,
                               .edges = edges};
    if (!edges)
        return false;
    for (size_t i = 1; i < count; i++)
        edges[i] = variable->log ? sqrt(values[i - 1]) * sqrt(values[i])
                                 : (values[i - 1] + values[i]) / 2;
    if (variable->log) {
        edges[0] = values[0] * (values[0] / edges[1]);
        edges[count] =
            values[count - 1] * (values[count - 1] / edges[count - 1]);
    } else {
        edges[0] = 2 * values[0] - edges[1];
        edges[count] = 2 * values[count - 1] - edges[count - 1];
    }
    return true;
}

/* The colours of a logarithmic scale span ten decades at most. */
static const double least_share = 1e-10;

/* From the best to what nearly all are below: the very worst would take all
 * colours. */
static void
choose_colours(const struct heat_cell *cells, size_t count,
               struct heat_scale *scale, double *losses)
{
    size_t known = 0, above = 0;

    for (size_t i = 0; i < count; i++)
        if (!isnan(cells[i].loss))
            losses[known++] = cells[i].loss;
    *scale = (struct heat_scale){.low = 0, .high = 1};
    if (known == 0)
        return;
    sample_sort(losses, known);
    while (above < known && losses[above] <= 0)
        above++;
    scale->low = losses[0];
    scale->high = sample_quantile(losses, known, 0.95);
    scale->log =
        losses[0] >= 0 && above < known && scale->high > 10 * losses[above];
    if (scale->log)
        scale->low = fmax(losses[above], scale->high * least_share);
    if (!(scale->high > scale->low))
        scale->high = scale->low + fmax(fabs(scale->low), 1) * 1e-6;
}

/* Places that differ in their seed only are a cell: the median. */
static size_t
make_cells(const struct sweep_rows *sweep, struct heat_cell *cells,
           size_t *combinations)
{
    const struct sweep_place *places = sweep->places;
    size_t count = 0;

    for (size_t i = 0; i < sweep->place_count;) {
        struct heat_cell *cell = &cells[count];

        combinations[count++] = places[i].combination;
        *cell = (struct heat_cell){.x = places[i].x,
                                   .y = places[i].y,
                                   .best = &places[i] == sweep->best};
        i += sweep_together(sweep, i, &cell->loss);
    }
    return count;
}

/* As many maps as can be read. */
static size_t
maps_most(const struct chart *chart, size_t count)
{
    enum { WIDE = 200, HIGH = 180, COLUMNS = 26, ROWS = 9, MOST = 16 };
    const struct picture_style *style = chart->style;
    size_t most = MOST;

    if (style->width > 0)
        most = style->width / WIDE * (style->height / HIGH);
    else if (style->rows > 0)
        most = style->columns / COLUMNS * (style->rows / ROWS);
    most = most > 0 ? most : 1;
    return count < most ? count : most;
}

static bool
make_groups(const struct sweep_rows *sweep, struct chart *chart,
            const struct heat_map *model, const struct heat_cell *cells,
            const size_t *combinations, size_t count)
{
    struct heat_map *maps =
        arena_alloc(sweep->arena, sweep->combinations, sizeof *maps);
    size_t at = 0;

    chart->groups =
        arena_alloc(sweep->arena, sweep->combinations, sizeof *chart->groups);
    if (!maps || !chart->groups)
        return false;
    chart->group_count = maps_most(chart, sweep->combinations);
    for (size_t g = 0; g < chart->group_count; g++) {
        struct heat_map *map = &maps[g];

        *map = *model;
        map->cells = cells + at;
        for (; at < count && combinations[at] == g; at++)
            if (cells[at].best)
                map->best = &cells[at];
        map->count = (size_t)(cells + at - map->cells);
        chart->groups[g] = (struct chart_group){
            .name = sweep->combinations > 1 ? sweep->names[g] : NULL,
            .map = map};
    }
    return true;
}

bool
sweep_maps(const struct sweep_rows *sweep, struct chart *chart)
{
    struct arena *arena = sweep->arena;
    size_t count = sweep->place_count;
    struct heat_cell *cells = arena_alloc(arena, count, sizeof *cells);
    size_t *combinations = arena_alloc(arena, count, sizeof *combinations);
    double *losses = arena_alloc(arena, count, sizeof *losses);
    struct heat_side *sides = arena_alloc(arena, 2, sizeof *sides);
    struct heat_scale *scale = arena_alloc(arena, 1, sizeof *scale);

    if (!cells || !combinations || !losses || !sides || !scale ||
        !make_side(sweep->x, sweep->sparse, &sides[0], arena) ||
        !make_side(sweep->y, sweep->sparse, &sides[1], arena))
        return false;
    count = make_cells(sweep, cells, combinations);
    choose_colours(cells, count, scale, losses);
    chart->heat = scale;
    chart->count = 0;
    return make_groups(sweep, chart,
                       &(struct heat_map){.x = &sides[0],
                                          .y = &sides[1],
                                          .scale = scale,
                                          .points = sweep->sparse},
                       cells, combinations, count);
}
