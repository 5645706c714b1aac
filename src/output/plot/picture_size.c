/* picture_size.c -- how large a picture is, and must be. */
#include <stdio.h>

#include "output/plot/formats.h"

/* A panel more than two makes a picture higher. */
enum { MORE = 240 };

/* "2 panels, path and surface" */
static void
name_parts(const struct chart *chart, char parts[64])
{
    const char *landscapes = !chart->paths ? ""
                             : chart->path && chart->surface
                                 ? "path and surface"
                             : chart->path ? "a path"
                                           : "a surface";

    if (chart->count == 0)
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
    size_t high = layout_least(chart, false), wide = layout_least_width(chart);
    bool low = style->height < high;
    char parts[64];

    if (style->height == 0 || (!low && style->width >= wide))
        return true;
    name_parts(chart, parts);
    return error_plain(error, STATUS_WRONG,
                       "--size: must be at least %zu %s for %s, not %zu",
                       low ? high : wide, low ? "high" : "wide", parts,
                       low ? style->height : style->width);
}

struct canvas
picture_canvas(const struct chart *chart)
{
    size_t more = chart->count > 2 ? chart->count - 2 : 0;
    struct canvas canvas = {.width = PICTURE_WIDTH,
                            .height = PICTURE_HEIGHT + more * MORE};

    /* A path is beside the curves. */
    if (chart->paths && chart->count > 0)
        canvas.width += PICTURE_WIDTH / 3;
    if (chart->style->width > 0) {
        canvas.width = chart->style->width;
        canvas.height = chart->style->height;
    }
    return canvas;
}
