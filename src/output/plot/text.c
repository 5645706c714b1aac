/* text.c -- txt: a drawing of characters, for a terminal or a mail. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "output/plot/label.h"
#include "output/plot/formats.h"
#include "output/plot/window.h"

/* The usual size, and the least and the most columns. */
enum {
    WIDTH = 79,
    HEIGHT = 24,
    LEAST_WIDTH = 20,
    MOST = 1000,
};

static size_t
width_of(const struct picture_style *style)
{
    size_t columns = style->columns > 0 ? style->columns : WIDTH;

    return columns < LEAST_WIDTH ? LEAST_WIDTH
           : columns > MOST      ? MOST
                                 : columns;
}

/* Without a window it is as high as it likes. */
static size_t
height_of(struct output *output, struct chart *chart, size_t cell)
{
    size_t least = layout_least(chart, true);

    if (chart->style->rows > 0)
        return window_rows(output, chart, cell);
    return cell > 0 || least < HEIGHT ? HEIGHT : least;
}

/* ANSI colours: blue would vanish on black, yellow on white. */
static const char *const escapes[] = {"36", "33", "35", "32", "31", "34", "1"};

/* How a drawing is written. */
struct text_style {
    bool pens;  /* colour the characters of the pens */
    bool ascii; /* nothing else can be shown */
};

/* Blocks without a dot are spaces, which the end of a line does not need. */
static void
clear_blanks(struct text *drawing)
{
    static const char blank[] = "\xE2\xA0\x80";
    size_t kept = 0;

    for (size_t i = 0; i < drawing->used; i++)
        if (i + 3 <= drawing->used &&
            memcmp(drawing->bytes + i, blank, 3) == 0) {
            drawing->bytes[kept++] = ' ';
            i += 2;
        } else {
            drawing->bytes[kept++] = drawing->bytes[i];
        }
    drawing->used = kept;
}

/* Whether nothing but colours is set. */
static bool
is_invisible(const char *line, size_t length)
{
    size_t i = 0;

    while (i < length && line[i] == '\033') {
        const char *end = memchr(line + i, 'm', length - i);

        i = end ? (size_t)(end - line) + 1 : length;
    }
    return i == length;
}

static size_t
trimmed(const char *text, size_t length)
{
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    return length;
}

/* The colours that gnuplot sets in a line below all others need no line. */
static void
join_last_colours(struct text *drawing)
{
    char *bytes = drawing->bytes;
    size_t end = trimmed(bytes, drawing->used), start = end, place;

    while (start > 0 && bytes[start - 1] != '\n')
        start--;
    if (!is_invisible(bytes + start, end - start))
        return;
    place = trimmed(bytes, start);
    memmove(bytes + place, bytes + start, end - start);
    drawing->used = place + end - start;
}

static void
add_character(struct text *text, const char *character, size_t length,
              bool ascii)
{
    if (ascii && length > 1)
        text_string(text, "?");
    else
        text_add(text, character, length);
}

static bool
is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The pen that drew a character; NULL where it is none, or part of a name. */
static const char *
pen_at(const char *line, size_t length, size_t i)
{
    if ((i > 0 && is_word(line[i - 1])) ||
        (i + 1 < length && is_word(line[i + 1])))
        return NULL;
    return strchr(layout_pens, line[i]);
}

/* Pens get their colour. */
static void
add_line(struct text *text, const char *line, size_t length,
         const struct text_style *text_style)
{
    char now = '\0';

    for (size_t i = 0, n; i < length; i += n) {
        const char *pen = pen_at(line, length, i);

        if (text_style->pens && line[i] != now && (pen || now)) {
            now = pen ? line[i] : '\0';
            text_format(text, "\033[%sm",
                        pen ? escapes[pen - layout_pens] : "0");
        }
        n = utf8_length(line + i, length - i);
        n = n ? n : 1;
        add_character(text, line + i, n, text_style->ascii);
    }
    text_string(text, now ? "\033[0m\n" : "\n");
}

/* Without the form feed above, blanks at the ends of lines, and blank lines
 * around; returns the lines. */
static size_t
add_drawing(struct text *text, const struct text *drawing,
            const struct text_style *text_style)
{
    const char *line = drawing->bytes, *end = line + drawing->used, *next;
    size_t blank = 0, lines = 0;
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
        for (begun = true; blank > 0; blank--, lines++)
            text_string(text, "\n");
        add_line(text, line, length, text_style);
        lines++;
    }
    return lines;
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

/* The title in the middle of a line of its own. */
static bool
take_title(struct output *output, struct chart *chart, struct canvas *canvas,
           const struct text_style *text_style)
{
    struct text *text = output->text;
    const char *title = output->frame->title;

    if (!chart->title)
        return true;
    title =
        label_clean(title, canvas->width,
                    text_style->ascii ? "..." : LABEL_ELLIPSIS, output->arena);
    if (!title)
        return error_memory(output->error);
    /* gnuplot takes all characters for equally wide, so it gets none. */
    chart->title = NULL;
    canvas->height--;
    output->lines++;
    text_format(text, "%*s", (int)((canvas->width - label_width(title)) / 2),
                "");
    add_line(text, title, strlen(title),
             &(struct text_style){false, text_style->ascii});
    return true;
}

static bool
draw_characters(struct output *output, bool blocks)
{
    struct chart *chart = picture_chart(output);
    const struct picture_style *style = chart->style;
    struct canvas canvas = {
        .characters = true, .blocks = blocks, .width = width_of(style)};
    struct text_style text_style = {style->colour && !blocks,
                                    style->columns > 0 && !style->unicode};
    struct text drawing = {.arena = output->arena};
    char terminal[64];

    flatten(output, chart);
    canvas.height = height_of(output, chart, 0);
    if (!take_title(output, chart, &canvas, &text_style))
        return false;
    if (blocks)
        snprintf(terminal, sizeof terminal,
                 "block braille noenhanced %s size %zu,%zu",
                 style->colour ? "ansi256" : "mono", canvas.width,
                 canvas.height);
    else
        snprintf(terminal, sizeof terminal, "dumb noenhanced mono size %zu,%zu",
                 canvas.width, canvas.height);
    if (!picture_draw(output, terminal, &canvas, &drawing))
        return false;
    if (blocks) {
        clear_blanks(&drawing);
        join_last_colours(&drawing);
    }
    output->lines += add_drawing(output->text, &drawing, &text_style);
    return true;
}

/* Pixels for a terminal that shows them, as many as the window has. */
static bool
draw_sixels(struct output *output)
{
    struct chart *chart = picture_chart(output);
    const struct picture_style *style = chart->style;
    struct canvas canvas = picture_canvas(chart);
    size_t wide = style->cell_width ? style->cell_width : 8;
    size_t high = style->cell_height ? style->cell_height : 16;

    if (style->width == 0) {
        size_t rows = height_of(output, chart, high);

        canvas.width = width_of(style) * wide;
        canvas.height = rows * high;
        output->lines += rows;
    }
    return picture_paint(output, style->terminal, "'Sans,10'", 1, &canvas,
                         output->text);
}

static bool
txt_end(struct output *output)
{
    const struct chart *chart = output->state;
    const char *terminal = chart->style->terminal;
    bool blocks = terminal && strcmp(terminal, "block") == 0;

    return !terminal || blocks || strcmp(terminal, "dumb") == 0
               ? draw_characters(output, blocks)
               : draw_sixels(output);
}

const struct format format_txt = {
    .name = "txt",
    .meaning = "a drawing of characters (through gnuplot)",
    .picture = true,
    .begin = picture_begin,
    .row = picture_row,
    .end = txt_end,
};
