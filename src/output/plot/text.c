/* text.c -- txt: a drawing of characters, for a terminal or a mail.
 *
 * It is made here; only terminals that show pixels go through gnuplot. */
#include <stdio.h>
#include <string.h>

#include "output/plot/formats.h"
#include "output/plot/gnuplot.h"
#include "output/plot/label.h"
#include "output/plot/text_parts.h"
#include "output/plot/window.h"

/* The usual size, and the most columns. */
enum { WIDTH = 79, HEIGHT = 24, MOST = 1000 };

/* Pixels of a character, where the window does not say. */
enum { CELL_WIDTH = 8, CELL_HEIGHT = 16 };

static size_t
width_of(const struct picture_style *style)
{
    size_t columns = style->columns > 0 ? style->columns : WIDTH;

    return columns > MOST ? MOST : columns;
}

/* Without a window it is as high as it likes. */
static size_t
height_of(struct output *output, struct chart *chart)
{
    size_t least = text_least_rows(chart) + text_whole_rows(chart) +
                   (chart->title != NULL);

    if (chart->style->rows > 0)
        return window_rows(output, chart, 0);
    return least < HEIGHT ? HEIGHT : least;
}

/* Characters show a surface best from above. */
static void
flatten(struct output *output, struct chart *chart)
{
    if (!chart->surface)
        return;
    if (!chart->path)
        window_remark(output, "text shows a surface by lines of equal height; "
                              "png, svg and the like show it in three "
                              "dimensions");
    chart->path = true;
    chart->surface = false;
}

/* In the middle of the first row, where there are others. */
static bool
draw_title(const struct text_drawing *drawing)
{
    struct cells *cells = drawing->cells;
    const char *ellipsis = cells->style->unicode ? LABEL_ELLIPSIS : "...";
    const char *title;

    if (!drawing->chart->title || cells->height < 2)
        return true;
    title = label_clean(drawing->chart->frame->title, cells->width, ellipsis,
                        drawing->arena);
    if (title)
        cells_text(cells, (cells->width - text_width(title)) / 2, 0, title, 0);
    return title;
}

static bool
draw_views(const struct text_drawing *drawing)
{
    text_head(drawing, &drawing->whole);
    for (size_t i = 0; i < drawing->count; i++) {
        const struct text_view *view = &drawing->views[i];

        text_axes(drawing, view);
        if (view->panel)
            text_curves(drawing, view);
        else if (view->map ? !text_heat(drawing, view)
                           : !text_map(drawing, view))
            return false;
        text_head(drawing, view);
    }
    return true;
}

static bool
draw_characters(struct output *output)
{
    struct chart *chart = picture_chart(output);
    struct cells cells;
    struct text_drawing drawing = {
        .chart = chart, .cells = &cells, .arena = output->arena};
    size_t height;

    if (output->arena->failed)
        return error_memory(output->error);
    flatten(output, chart);
    height = height_of(output, chart);
    if (!cells_begin(&cells, chart->style, width_of(chart->style), height,
                     output->arena) ||
        !draw_title(&drawing) ||
        !text_layout(&drawing, chart->title && height > 1) ||
        !draw_views(&drawing))
        return error_memory(output->error);
    cells_print(&cells, output->text);
    output->lines += height;
    return true;
}

static bool
check_terminal(const char *name, struct error *error)
{
    return gnuplot_has(name) ||
           error_plain(error, STATUS_OUTPUT,
                       "--terminal: this gnuplot has no terminal '%s': leave "
                       "the option out for lrsim's own drawing",
                       name);
}

/* Pixels for a terminal that shows them, as many as the window has. */
static bool
draw_pixels(struct output *output)
{
    struct chart *chart = picture_chart(output);
    const struct picture_style *style = chart->style;
    struct canvas canvas = picture_canvas(chart);
    size_t wide = style->cell_width ? style->cell_width : CELL_WIDTH;
    size_t high = style->cell_height ? style->cell_height : CELL_HEIGHT;
    bool block = strcmp(style->terminal, "block") == 0;
    char terminal[64];

    if (style->width == 0 || block) {
        size_t rows = window_rows(output, chart, high);

        canvas.width = width_of(style) * wide;
        canvas.height = rows * high;
        output->lines += rows;
    }
    if (!block)
        return picture_paint(output, style->terminal, "'Sans,10'", 1, &canvas,
                             output->text);
    snprintf(terminal, sizeof terminal,
             "block braille noenhanced %s size %zu,%zu",
             style->colours > 0 ? "ansi256" : "mono", canvas.width / wide,
             canvas.height / high);
    return picture_draw(output, terminal, &canvas, output->text);
}

static bool
is_drawn_here(const struct output *output)
{
    const struct picture_style *style = output->frame->style;

    return !style || !style->terminal || strcmp(style->terminal, "dumb") == 0;
}

static bool
txt_begin(struct output *output)
{
    if (is_drawn_here(output))
        return picture_begin_script(output);
    return picture_begin(output) &&
           check_terminal(output->frame->style->terminal, output->error);
}

static bool
txt_end(struct output *output)
{
    return is_drawn_here(output) ? draw_characters(output)
                                 : draw_pixels(output);
}

const struct format format_txt = {
    .name = "txt",
    .meaning = "a drawing of characters",
    .picture = true,
    .begin = txt_begin,
    .row = picture_row,
    .end = txt_end,
};
