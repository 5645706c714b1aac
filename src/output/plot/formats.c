/* formats.c -- gp, png, svg, pdf, gif: a script, and what gnuplot makes of
 * it. */
#include "output/plot/formats.h"

#include <stdio.h>
#include <string.h>

#include "output/plot/gnuplot.h"
#include "output/plot/pdf.h"
#include "output/plot/label.h"
#include "output/plot/window.h"

extern const struct format format_pdf;

enum { WIDTH = 900, HEIGHT = 600, MORE = 240, TITLE_WIDTH = 96 };

/* Of an animation, which is drawn frame by frame. */
enum { GIF_WIDTH = 640, GIF_HEIGHT = 480, FRAMES = 40, RATE = 10 };

/* "2 panels, path and surface" */
static void
name_parts(const struct chart *chart, char parts[64])
{
    const char *grounds = !chart->paths                   ? ""
                          : chart->path && chart->surface ? "path and surface"
                          : chart->path                   ? "a path"
                                                          : "a surface";

    if (chart->count == 0)
        snprintf(parts, 64, "%s", grounds);
    else
        snprintf(parts, 64, "%zu panel%s%s%s", chart->count,
                 chart->count == 1 ? "" : "s", *grounds ? ", " : "", grounds);
}

/* Whether all parts have room in the size that is asked for. */
static bool
check_size(const struct output *output, const struct chart *chart)
{
    const struct picture_style *style = output->frame->style;
    size_t high = layout_least(chart, false), wide = layout_least_width(chart);
    bool low, narrow;
    char parts[64];

    if (!style || style->height == 0)
        return true;
    name_parts(chart, parts);
    low = style->height < high;
    narrow = style->width < wide;
    if (!low && !narrow)
        return true;
    return error_plain(output->error, STATUS_WRONG,
                       "--size: must be at least %zu %s for %s, not %zu",
                       low ? high : wide, low ? "high" : "wide", parts,
                       low ? style->height : style->width);
}

static bool
script_begin(struct output *output)
{
    struct chart *chart = arena_alloc(output->arena, 1, sizeof *chart);
    const struct frame *frame = output->frame;
    size_t width = TITLE_WIDTH;

    if (frame->count < 2 + frame->axis)
        return error_plain(output->error, STATUS_WRONG,
                           "a picture needs a column to draw besides %s",
                           frame->names[frame->axis]);
    if (!chart || !chart_begin(chart, frame, output->arena))
        return error_memory(output->error);
    if (!check_size(output, chart))
        return false;
    output->state = chart;
    if (!frame->title || !*frame->title)
        return true;
    if (frame->style && frame->style->width > 0)
        width = frame->style->width / 9;
    chart->title =
        label_clean(frame->title, width, "\xE2\x80\xA6", output->arena);
    return chart->title || error_memory(output->error);
}

bool
picture_begin(struct output *output)
{
    /* Better now than after a long run. */
    if (!gnuplot_available())
        return gnuplot_missing(output->error);
    return script_begin(output);
}

void
picture_row(struct output *output, const double *values)
{
    chart_row(output->state, values);
}

struct chart *
picture_chart(struct output *output)
{
    struct chart *chart = output->state;
    size_t columns = 0;

    chart_end(chart);
    for (size_t i = 0; i < chart->count; i++)
        if (chart->panels[i].columns > PANEL_CURVES &&
            chart->panels[i].columns > columns)
            columns = chart->panels[i].columns;
    if (columns > 0) {
        char words[80];

        snprintf(words, sizeof words, "the first %d of %zu curves are drawn",
                 PANEL_CURVES, columns);
        window_remark(output, words);
    }
    return chart;
}

/* Two panels fill the usual size; any further one makes it higher. */
struct canvas
picture_canvas(const struct output *output, const struct chart *chart)
{
    const struct picture_style *style = output->frame->style;
    size_t more = chart->count > 2 ? chart->count - 2 : 0;
    struct canvas canvas = {.width = WIDTH, .height = HEIGHT + more * MORE};

    /* A path stands beside the curves. */
    if (chart->paths && chart->count > 0)
        canvas.width += WIDTH / 3;
    if (style && style->width > 0) {
        canvas.width = style->width;
        canvas.height = style->height;
    }
    return canvas;
}

const struct theme *
picture_theme(const struct output *output)
{
    const struct picture_style *style = output->frame->style;

    return style && style->theme ? style->theme : themes;
}

bool
picture_draw(struct output *output, const char *terminal,
             const struct canvas *canvas, struct text *picture)
{
    struct text script = {.arena = output->arena};

    text_format(&script, "set terminal %s\n", terminal);
    script_print(output->state, canvas, &script);
    if (script.failed)
        return error_memory(output->error);
    return gnuplot_run(&script, picture, output->arena, output->error);
}

/* Where no window opens, it is drawn in the terminal; a window stays. */
static bool
gp_end(struct output *output)
{
    struct chart *chart = picture_chart(output);
    struct canvas canvas = picture_canvas(output, chart);
    struct text script = {.arena = output->arena};

    canvas.fine = true;
    text_string(&script,
                "#!/usr/bin/env gnuplot\n"
                "# Drawn by lrsim.  To see it: gnuplot FILE; as a file:\n"
                "# gnuplot -e \"set terminal png; set output 'x.png'\" FILE\n"
                "if (GPVAL_TERM eq 'unknown') set terminal dumb 79, 24\n");
    script_print(chart, &canvas, &script);
    text_string(&script, "windows = ' qt wxt x11 aqua windows '\n"
                         "if (strstrt(windows, ' ' . GPVAL_TERM . ' ')) "
                         "pause mouse close\n");
    if (script.failed)
        return error_memory(output->error);
    text_add(output->text, script.bytes, script.used);
    return true;
}

/* Nothing is written before gnuplot has done its work. */
static bool
draw(struct output *output, const char *terminal, const struct canvas *canvas)
{
    struct text picture = {.arena = output->arena};

    if (!picture_draw(output, terminal, canvas, &picture))
        return false;
    if (output->format == &format_pdf && !pdf_forget_date(&picture))
        return error_memory(output->error);
    text_add(output->text, picture.bytes, picture.used);
    return true;
}

static bool
png_end(struct output *output)
{
    struct canvas canvas = picture_canvas(output, picture_chart(output));
    char terminal[TERMINAL_SIZE];

    snprintf(terminal, sizeof terminal,
             "pngcairo noenhanced background rgb '%s' font 'Sans,11' "
             "size %zu,%zu",
             picture_theme(output)->background, canvas.width, canvas.height);
    return draw(output, terminal, &canvas);
}

void
picture_svg(const struct output *output, const struct canvas *canvas,
            char terminal[TERMINAL_SIZE])
{
    snprintf(terminal, TERMINAL_SIZE,
             "svg noenhanced background rgb '%s' font 'sans-serif,13' "
             "size %zu,%zu",
             picture_theme(output)->background, canvas->width, canvas->height);
}

static bool
svg_end(struct output *output)
{
    struct canvas canvas = picture_canvas(output, picture_chart(output));
    char terminal[TERMINAL_SIZE];

    picture_svg(output, &canvas, terminal);
    return draw(output, terminal, &canvas);
}

static bool
pdf_end(struct output *output)
{
    struct canvas canvas = picture_canvas(output, picture_chart(output));
    char terminal[TERMINAL_SIZE];

    /* Inches, at a hundred pixels each. */
    snprintf(terminal, sizeof terminal,
             "pdfcairo noenhanced background rgb '%s' font 'Sans,11' "
             "fontscale 0.7 size %.2f,%.2f",
             picture_theme(output)->background, (double)canvas.width / 100,
             (double)canvas.height / 100);
    return draw(output, terminal, &canvas);
}

static bool
gif_end(struct output *output)
{
    struct canvas canvas = picture_canvas(output, picture_chart(output));
    const struct picture_style *style = output->frame->style;
    long rate = style && style->rate > 0 ? style->rate : RATE;
    char terminal[TERMINAL_SIZE];

    if (!style || style->width == 0) {
        canvas.width = canvas.width * GIF_WIDTH / WIDTH;
        canvas.height = canvas.height * GIF_HEIGHT / HEIGHT;
    }
    canvas.frames = style && style->frames > 0 ? style->frames : FRAMES;
    /* Its delays are hundredths of a second. */
    snprintf(terminal, sizeof terminal,
             "gif animate delay %ld loop 0 noenhanced background rgb '%s' "
             "font 'Sans,10' size %zu,%zu",
             rate < 100 ? 100 / rate : 1, picture_theme(output)->background,
             canvas.width, canvas.height);
    return draw(output, terminal, &canvas);
}

const struct format format_gp = {
    .name = "gp",
    .meaning = "a gnuplot script that holds its data, and can be run",
    .picture = true,
    .executable = true,
    .begin = script_begin,
    .row = picture_row,
    .end = gp_end,
};

const struct format format_png = {
    .name = "png",
    .meaning = "a picture of pixels (through gnuplot)",
    .picture = true,
    .begin = picture_begin,
    .row = picture_row,
    .end = png_end,
};

const struct format format_svg = {
    .name = "svg",
    .meaning = "a picture of lines, for the web (through gnuplot)",
    .picture = true,
    .begin = picture_begin,
    .row = picture_row,
    .end = svg_end,
};

const struct format format_pdf = {
    .name = "pdf",
    .meaning = "a picture of lines, for paper (through gnuplot)",
    .picture = true,
    .begin = picture_begin,
    .row = picture_row,
    .end = pdf_end,
};

const struct format format_gif = {
    .name = "gif",
    .meaning = "an animation in which curves and path grow (through gnuplot)",
    .picture = true,
    .begin = picture_begin,
    .row = picture_row,
    .end = gif_end,
};
