/* text_plot.c -- txt: a drawing of characters, for a terminal or a mail. */
#include <stdio.h>
#include <string.h>

#include "output/label.h"
#include "output/picture.h"

/* Where nobody says, and the least and the most that can be drawn on. */
enum {
    WIDTH = 79,
    HEIGHT = 24,
    LEAST_WIDTH = 40,
    LEAST_HEIGHT = 4, /* of a panel */
    MOST = 1000,
};

static size_t
within(size_t value, size_t usual, size_t least)
{
    if (value == 0)
        return usual;
    return value < least ? least : value > MOST ? MOST : value;
}

/* ANSI colours: blue would vanish on black, yellow on white. */
static const char *const escapes[] = {"36", "33", "35", "32", "31", "34", "1"};

/* Pens get their colour; no label that lrsim writes has one in it. */
static void
add_line(struct text *text, const char *line, size_t length, bool colour)
{
    char now = '\0';

    for (size_t i = 0; i < length; i++) {
        const char *pen = strchr(layout_pens, line[i]);

        if (colour && line[i] != now && (pen || now)) {
            now = pen ? line[i] : '\0';
            text_format(text, "\033[%sm",
                        pen ? escapes[pen - layout_pens] : "0");
        }
        text_add(text, line + i, 1);
    }
    text_string(text, now ? "\033[0m\n" : "\n");
}

/* Without the form feed above, blanks at the ends of lines, and blank lines
 * around. */
static void
add_drawing(struct text *text, const struct text *drawing, bool colour)
{
    const char *line = drawing->bytes, *end = line + drawing->used, *next;
    size_t blank = 0;
    bool begun = false;

    for (; line < end; line = next + 1) {
        size_t length;

        line += *line == '\f';
        next = memchr(line, '\n', (size_t)(end - line));
        next = next ? next : end;
        length = (size_t)(next - line);
        while (length > 0 && line[length - 1] == ' ')
            length--;
        if (length == 0) {
            blank += begun;
            continue;
        }
        for (begun = true; blank > 0; blank--)
            text_string(text, "\n");
        add_line(text, line, length, colour);
    }
}

static bool
txt_end(struct output *output)
{
    const struct frame *frame = output->frame;
    struct chart *chart = picture_chart(output);
    struct canvas canvas = {.characters = true,
                            .width = within(frame->width, WIDTH, LEAST_WIDTH),
                            .height = within(frame->height, HEIGHT,
                                             2 + LEAST_HEIGHT * chart->count)};
    struct text drawing = {.arena = output->arena};
    struct text *text = &output->stream->text;
    const char *title = NULL;
    char terminal[64];

    /* gnuplot takes all characters for equally wide, so it gets no title. */
    if (chart->title) {
        title =
            label_clean(frame->title, canvas.width,
                        frame->unicode ? "\xE2\x80\xA6" : "...", output->arena);
        if (!title)
            return error_memory(output->error);
        chart->title = NULL;
        canvas.height--;
    }
    snprintf(terminal, sizeof terminal, "dumb noenhanced mono size %zu,%zu",
             canvas.width, canvas.height);
    if (!picture_draw(output, terminal, &canvas, &drawing))
        return false;
    if (title)
        text_format(text, "%*s%s\n",
                    (int)((canvas.width - label_width(title)) / 2), "", title);
    add_drawing(text, &drawing, frame->colour);
    return true;
}

const struct format format_txt = {
    .name = "txt",
    .meaning = "a drawing of characters (through gnuplot)",
    .picture = true,
    .begin = picture_begin,
    .row = picture_row,
    .end = txt_end,
};
