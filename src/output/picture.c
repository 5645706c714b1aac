/* picture.c -- gp, png, svg, pdf: a script, and what gnuplot makes of it. */
#include "output/picture.h"

#include <stdio.h>
#include <string.h>

#include "output/gnuplot.h"
#include "output/label.h"

extern const struct format format_pdf;

enum { WIDTH = 900, HEIGHT = 600, MORE = 240, TITLE_WIDTH = 96 };

static bool
script_begin(struct output *output)
{
    struct chart *chart = arena_alloc(output->arena, 1, sizeof *chart);
    const char *title = output->frame->title;

    if (output->frame->count < 2)
        return error_plain(output->error, STATUS_WRONG,
                           "a picture needs a column to draw besides step");
    if (!chart || !chart_begin(chart, output->frame, output->arena))
        return error_memory(output->error);
    output->state = chart;
    if (!title || !*title)
        return true;
    chart->title =
        label_clean(title, TITLE_WIDTH, "\xE2\x80\xA6", output->arena);
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
    chart_end(output->state);
    return output->state;
}

/* Two panels fill the usual size; any further one makes it higher. */
static struct canvas
paper(const struct chart *chart)
{
    size_t more = chart->count > 2 ? chart->count - 2 : 0;

    return (struct canvas){.width = WIDTH, .height = HEIGHT + more * MORE};
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

static bool
gp_end(struct output *output)
{
    struct chart *chart = picture_chart(output);
    struct canvas canvas = paper(chart);
    struct text script = {.arena = output->arena};

    text_string(&script,
                "#!/usr/bin/env gnuplot\n"
                "# Drawn by lrsim.  In a window: gnuplot -p FILE; to a file:\n"
                "# gnuplot -e \"set terminal png; set output 'x.png'\" FILE\n");
    script_print(chart, &canvas, &script);
    if (script.failed)
        return error_memory(output->error);
    text_add(&output->stream->text, script.bytes, script.used);
    return true;
}

/* A PDF says when it was made; the same run must give the same bytes. */
static void
forget_date(struct text *picture)
{
    static const char key[] = "/CreationDate (D:", date[] = "19700101000000";
    size_t length = sizeof key - 1;

    for (size_t i = 0; i + sizeof key + sizeof date < picture->used; i++)
        if (memcmp(picture->bytes + i, key, length) == 0)
            memcpy(picture->bytes + i + length, date, sizeof date - 1);
}

/* Nothing is written before gnuplot has done its work. */
static bool
draw(struct output *output, const char *terminal, const struct canvas *canvas)
{
    struct text picture = {.arena = output->arena};

    if (!picture_draw(output, terminal, canvas, &picture))
        return false;
    if (output->format == &format_pdf)
        forget_date(&picture);
    text_add(&output->stream->text, picture.bytes, picture.used);
    return true;
}

static bool
png_end(struct output *output)
{
    struct canvas canvas = paper(picture_chart(output));
    char terminal[128];

    snprintf(terminal, sizeof terminal,
             "pngcairo noenhanced background rgb 'white' font 'Sans,11' "
             "size %zu,%zu",
             canvas.width, canvas.height);
    return draw(output, terminal, &canvas);
}

static bool
svg_end(struct output *output)
{
    struct canvas canvas = paper(picture_chart(output));
    char terminal[128];

    snprintf(terminal, sizeof terminal,
             "svg noenhanced background rgb 'white' font 'sans-serif,13' "
             "size %zu,%zu",
             canvas.width, canvas.height);
    return draw(output, terminal, &canvas);
}

static bool
pdf_end(struct output *output)
{
    struct canvas canvas = paper(picture_chart(output));
    char terminal[128];

    /* Inches, at a hundred pixels each. */
    snprintf(terminal, sizeof terminal,
             "pdfcairo noenhanced background rgb 'white' font 'Sans,11' "
             "fontscale 0.7 "
             "size %.2f,%.2f",
             (double)canvas.width / 100, (double)canvas.height / 100);
    return draw(output, terminal, &canvas);
}

const struct format format_gp = {
    .name = "gp",
    .meaning = "a gnuplot script that holds its data",
    .picture = true,
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
