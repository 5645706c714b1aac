/* formats.c -- gp, png, svg, pdf, gif: a script, and what gnuplot makes of
 * it. */
#include "output/plot/formats.h"

#include <string.h>

#include "output/plot/gif.h"
#include "output/plot/pdf.h"

extern const struct format format_pdf;

/* Of an animation, which is drawn frame by frame. */
enum { GIF_WIDTH = 640, GIF_HEIGHT = 480, FRAMES = 40, RATE = 10 };

/* A window stays; where none opens, it says what to do. */
static bool
gp_end(struct output *output)
{
    struct chart *chart = picture_chart(output);
    struct canvas canvas = picture_canvas(chart);
    struct text script = {.arena = output->arena};

    canvas.fine = true;
    text_string(&script,
                "#!/usr/bin/env gnuplot\n"
                "# Drawn by lrsim.  To see it: gnuplot FILE; as a file:\n"
                "# gnuplot -e \"set terminal png; set output 'x.png'\" FILE\n"
                "if (GPVAL_TERM eq 'unknown') {\n"
                "    print \"No window opens here: gnuplot -e \\\"set terminal "
                "png; set output 'x.png'\\\" FILE\"\n"
                "    exit\n"
                "}\n");
    script_print(chart, &canvas, &script);
    text_string(&script, "windows = ' qt wxt x11 aqua windows '\n"
                         "if (strstrt(windows, ' ' . GPVAL_TERM . ' ')) "
                         "pause mouse close\n");
    if (script.failed)
        return error_memory(output->error);
    text_add(output->text, script.bytes, script.used);
    return true;
}

/* Whether a picture of gnuplot's begins as it must. */
static bool
check_magic(const char *magic, const struct text *picture, struct error *error)
{
    size_t length = strlen(magic);

    return (picture->used >= length &&
            memcmp(picture->bytes, magic, length) == 0) ||
           error_plain(error, STATUS_OUTPUT,
                       "gnuplot failed: what it drew is no picture of the "
                       "format");
}

/* Nothing is written before gnuplot has done its work. */
static bool
paint(struct output *output, const char *terminal, const char *font,
      double unit, const struct canvas *canvas)
{
    struct text picture = {.arena = output->arena};

    if (!picture_paint(output, terminal, font, unit, canvas, &picture) ||
        !check_magic(output->format->magic, &picture, output->error))
        return false;
    if (output->format == &format_pdf && !pdf_forget_date(&picture))
        return error_memory(output->error);
    text_add(output->text, picture.bytes, picture.used);
    return true;
}

#define SVG_MAGIC "<?xml"

static bool
png_end(struct output *output)
{
    struct canvas canvas = picture_canvas(picture_chart(output));

    return paint(output, "pngcairo", "'Sans,11'", 1, &canvas);
}

static bool
svg_end(struct output *output)
{
    struct canvas canvas = picture_canvas(picture_chart(output));

    return paint(output, "svg", "'sans-serif,13'", 1, &canvas);
}

/* In inches, at a hundred pixels each. */
static bool
pdf_end(struct output *output)
{
    struct canvas canvas = picture_canvas(picture_chart(output));

    return paint(output, "pdfcairo", "'Sans,11'", 100, &canvas);
}

/* gnuplot draws the frames; its own animations have neither smooth lines nor a
 * last frame that stays. */
static bool
gif_end(struct output *output)
{
    enum { HOLD = 200 };
    const struct chart *chart = picture_chart(output);
    const struct picture_style *style = chart->style;
    struct canvas canvas = picture_canvas(chart);
    long rate = style->rate > 0 ? style->rate : RATE;
    struct text pngs = {.arena = output->arena};
    struct gif_times times = {.each = (unsigned)(100 / rate), .last = HOLD};

    canvas.frames = style->frames > 0 ? style->frames : FRAMES;
    if (style->width == 0) {
        canvas.width = canvas.width * GIF_WIDTH / PICTURE_WIDTH;
        canvas.height = canvas.height * GIF_HEIGHT / PICTURE_HEIGHT;
    }
    if (!picture_paint(output, "pngcairo", "'Sans,10'", 1, &canvas, &pngs))
        return false;
    if (gif_write(output->text, &pngs, &times, output->arena))
        return true;
    return output->text->failed || output->arena->failed
               ? error_memory(output->error)
               : error_plain(output->error, STATUS_OUTPUT,
                             "gnuplot failed: what it drew is no picture of "
                             "the format");
}

const struct format format_gp = {
    .name = "gp",
    .meaning = "a gnuplot script that holds its data, and can be run",
    .picture = true,
    .executable = true,
    .begin = picture_begin_script,
    .row = picture_row,
    .end = gp_end,
};

const struct format format_png = {
    .name = "png",
    .magic = "\x89PNG",
    .meaning = "a picture of pixels (through gnuplot)",
    .picture = true,
    .begin = picture_begin,
    .row = picture_row,
    .end = png_end,
};

const struct format format_svg = {
    .name = "svg",
    .magic = SVG_MAGIC,
    .meaning = "a picture of lines, for the web (through gnuplot)",
    .picture = true,
    .begin = picture_begin,
    .row = picture_row,
    .end = svg_end,
};

const struct format format_pdf = {
    .name = "pdf",
    .magic = "%PDF",
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
