/* layout.c -- shares the canvas out among panels, labels and legends. */
#include "output/plot/layout.h"

#include "output/plot/label.h"

/* Pixels of a character of a label, and the usual ones. */
enum { CHARACTER = 8, LINE = LAYOUT_LINE, EDGE = LAYOUT_EDGE };

static size_t
larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static bool
has_whole(const struct chart *chart)
{
    return chart->run_count > 1 || chart->best;
}

/* Units above a panel, and below it. */
static size_t
head(const struct view *view)
{
    size_t rows = view->legend.rows * LEGEND_ROW;

    return rows + (rows ? 6 : EDGE / 2);
}

static size_t
foot(const struct view *view)
{
    return !view->panel || view->lowest ? 2 * LINE + 4 : EDGE / 2;
}

/* The landscape of a path is as high as two panels. */
static size_t
weight(const struct view *view)
{
    return view->panel ? 1 : 2;
}

/* Shares the height of a region out among `count` views. */
static void
stack(struct view *views, size_t count, const struct region *region)
{
    size_t weights = 0, taken = 0, bodies, at = 0, top = region->top;
    size_t high = region->top - region->bottom;

    for (size_t i = 0; i < count; i++) {
        weights += weight(&views[i]);
        taken += head(&views[i]) + foot(&views[i]);
    }
    bodies = high > taken + count ? high - taken : count;
    for (size_t i = 0; i < count; i++) {
        size_t from = bodies * at / weights;

        at += weight(&views[i]);
        views[i].top = top - head(&views[i]);
        views[i].bottom = views[i].top - (bodies * at / weights - from);
        top = views[i].bottom - foot(&views[i]);
    }
}

/* Room on the left for the widest label, the same for all that share steps.
 * A long one is digits, which are wider than a character. */
static size_t
left_margin(const struct view *views, size_t count)
{
    enum { LONG = 7 };
    size_t widest = 0;

    for (size_t i = 0; i < count; i++)
        widest = larger(widest, views[i].scale.width);
    return LINE + EDGE + widest * (widest < LONG ? CHARACTER : CHARACTER + 1);
}

/* A legend takes two fifths of its panel at most, where panels are one above
 * the other. */
static size_t
legend_rows_most(const struct chart *chart, const struct canvas *canvas)
{
    size_t panels = chart->count;
    size_t rows = canvas->height * 2 / 5 / (panels ? panels : 1) / LEGEND_ROW;

    return rows < 2 ? 2 : rows;
}

/* Places views one above the other in a region.  Legends ask for the width,
 * and scales for the height. */
static void
place(const struct chart *chart, struct view *views, size_t count,
      const struct canvas *canvas, const struct region *region,
      struct arena *arena)
{
    size_t wide = region->right - region->left;

    for (int pass = 0; pass < 3; pass++) {
        size_t margin;

        stack(views, count, region);
        for (size_t i = 0; i < count; i++)
            view_choose_scale(&views[i], chart);
        margin = left_margin(views, count);
        for (size_t i = 0; i < count; i++)
            view_choose_across(&views[i], chart, wide - margin);
        for (size_t i = 0; i < count; i++) {
            struct view *view = &views[i];

            view->edge = region->left;
            view->left = region->left + margin;
            view->right = region->right -
                          (view->across.width + 1) / 2 * CHARACTER - CHARACTER;
            legend_make(&view->legend, chart, view, canvas,
                        view->right - view->left,
                        legend_rows_most(chart, canvas), arena);
        }
    }
    stack(views, count, region);
}

static void
make_views(struct picture_layout *layout, const struct chart *chart)
{
    for (size_t g = 0; g < chart->group_count; g++) {
        struct block *block = &layout->blocks[g];
        struct view *last = NULL;

        block->first = layout->count;
        if (chart->groups[g].map)
            layout->views[layout->count++] =
                (struct view){.group = g, .map = chart->groups[g].map};
        for (size_t i = 0; i < chart->count; i++) {
            struct panel *panel = &chart->panels[i];

            if (panel->group != g)
                continue;
            last = &layout->views[layout->count++];
            *last = (struct view){
                .panel = panel, .group = g, .count = panel->count};
        }
        if (last)
            last->lowest = true;
        if (chart->path)
            layout->views[layout->count++] = (struct view){.group = g};
        if (chart->surface)
            layout->views[layout->count++] =
                (struct view){.group = g, .surface = true};
        block->count = layout->count - block->first;
    }
}

/* Landscapes are beside the curves or, where that leaves no room, below. */
static void
place_block(const struct picture_layout *layout, const struct block *block,
            const struct chart *chart, const struct canvas *canvas,
            struct arena *arena)
{
    struct view *views = layout->views + block->first;
    size_t landscapes = (size_t)(chart->path + chart->surface);
    size_t curves = block->count - landscapes;
    struct region region = block->region, left = region, right = region;
    size_t wide = region.right - region.left;

    if (landscapes == 0 || block->count == 1 ||
        wide < region.top - region.bottom) {
        place(chart, views, block->count, canvas, &region, arena);
        return;
    }
    left.right = right.left = region.left + wide / 2;
    if (curves == 0)
        curves = 1;
    /* Both begin at the height of the lower one. */
    for (int pass = 0; pass < 2; pass++) {
        place(chart, views, curves, canvas, &left, arena);
        place(chart, views + curves, block->count - curves, canvas, &right,
              arena);
        if (views[0].top > views[curves].top)
            left.top -= views[0].top - views[curves].top;
        else
            right.top -= views[curves].top - views[0].top;
    }
}

/* Divides what is below the title and the common legend. */
static void
place_blocks(struct picture_layout *layout, const struct chart *chart,
             const struct canvas *canvas, const struct region *region,
             struct arena *arena)
{
    size_t columns = layout_columns(chart, region->right - region->left,
                                    region->top - region->bottom);
    size_t rows = (chart->group_count + columns - 1) / columns;
    size_t wide = (region->right - region->left) / columns;
    size_t high = (region->top - region->bottom) / rows;
    size_t title = chart->groups[0].name ? LINE + 4 : 0;

    for (size_t g = 0; g < chart->group_count; g++) {
        struct block *block = &layout->blocks[g];

        block->region.left = region->left + g % columns * wide;
        block->region.right = block->region.left + wide;
        block->region.top = region->top - g / columns * high - title;
        block->region.bottom = region->top - (g / columns + 1) * high;
        place_block(layout, block, chart, canvas, arena);
    }
}

bool
layout_make(struct picture_layout *layout, const struct chart *chart,
            const struct canvas *canvas, struct arena *arena)
{
    struct region region = {0, canvas->width, 0, canvas->height};
    struct view *whole = &layout->whole;

    *layout = (struct picture_layout){
        .views = arena_alloc(arena, chart->count + 3 * chart->group_count,
                             sizeof *layout->views),
        .blocks =
            arena_alloc(arena, chart->group_count, sizeof *layout->blocks)};
    if (!layout->views || !layout->blocks || chart->group_count == 0)
        return false;
    make_views(layout, chart);
    region.top -= chart->title || canvas->frames > 0 ? LAYOUT_TITLE : EDGE / 2;
    if (has_whole(chart)) {
        whole->left = EDGE;
        whole->right = canvas->width - EDGE;
        legend_make(&whole->legend, chart, NULL, canvas,
                    whole->right - whole->left, legend_rows_most(chart, canvas),
                    arena);
        whole->top = region.top - head(whole);
        region.top = whole->top;
    }
    if (chart->heat)
        region.right -= LAYOUT_BOX;
    place_blocks(layout, chart, canvas, &region, arena);
    return true;
}
