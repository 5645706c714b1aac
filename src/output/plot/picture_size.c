/* picture_size.c -- how large a picture is, and must be. */
#include <stdio.h>

#include "output/plot/formats.h"

/* A panel more than two makes a picture higher. */
enum { MORE = 240 };

/* The least size of a picture of a sweep. */
enum { SWEEP_WIDTH = 400, SWEEP_HEIGHT = 300 };

/* "2 panels, path and surface" */
static void
name_parts(const struct chart *chart, char parts[64])
{
    const char *landscapes = !chart->path && !chart->surface ? ""
                             : chart->path && chart->surface
                                 ? "path and surface"
                             : chart->path ? "a path"
                                           : "a surface";

    if (chart->sweep)
        snprintf(parts, 64, "a sweep");
    else if (chart->count == 0)
        snprintf(parts, 64, "%s", landscapes);
    else
        snprintf(parts, 64, "%zu panel%s%s%s", chart->count,
                 chart->count == 1 ? "" : "s", *landscapes ? ", " : "",
                 landscapes);
}

bool
picture_check_size(const struct chart *chart, struct error *error)
{
    const struct picture_style *style = chart->style;
    size_t high = layout_least(chart), wide = layout_least_width(chart);
    bool low = style->height < high;
    char parts[64];

    if (chart->sweep) {
        high = SWEEP_HEIGHT;
        wide = SWEEP_WIDTH;
        low = style->height < high;
    }
    if (style->height == 0 || (!low && style->width >= wide))
        return true;
    name_parts(chart, parts);
    return error_plain(error, STATUS_WRONG,
                       "--size: must be at least %zu %s for %s, not %zu",
                       low ? high : wide, low ? "high" : "wide", parts,
                       low ? style->height : style->width);
}

/* Pixels of a block of panels, where there are several. */
enum { BLOCK_WIDTH = 620, BLOCK_HEIGHT = 520, CURVES_HEIGHT = 300 };

static void
size_blocks(const struct chart *chart, struct canvas *canvas)
{
    bool landscapes = chart->path || chart->surface;
    size_t count = chart->group_count, columns = count < 5 ? 2 : 3;
    size_t panels = (chart->count + count - 1) / count;
    size_t high = CURVES_HEIGHT * panels;

    if (chart->heat)
        high = BLOCK_HEIGHT * 3 / 4;
    high = landscapes && high < BLOCK_HEIGHT ? BLOCK_HEIGHT : high;
    if (landscapes && panels > 0)
        columns = 1;
    canvas->width = columns == 1 ? 2 * BLOCK_WIDTH : columns * BLOCK_WIDTH;
    canvas->height = (count + columns - 1) / columns * high + 80;
}

struct canvas
picture_canvas(const struct chart *chart)
{
    size_t more = chart->count > 2 ? chart->count - 2 : 0;
    struct canvas canvas = {.width = PICTURE_WIDTH,
                            .height = PICTURE_HEIGHT + more * MORE};

    if (chart->group_count > 1)
        size_blocks(chart, &canvas);
    /* A path is beside the curves. */
    else if ((chart->path || chart->surface) && chart->count > 0)
        canvas.width += PICTURE_WIDTH / 3;
    if (chart->style->width > 0) {
        canvas.width = chart->style->width;
        canvas.height = chart->style->height;
    }
    return canvas;
}
