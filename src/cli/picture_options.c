/* picture_options.c -- --size, --theme, --terminal and the window. */
#include "cli/picture_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "output/plot/gnuplot.h"

/* Pixels of a picture's side. */
enum { LEAST = 150, MOST = 10000 };

const char *const picture_terminals[] = {"dumb", "block", "sixelgd",
                                         "kittycairo", NULL};

static bool
bad_word(const char *flag, const char *what, const char *word,
         const char *const *words, struct error *error)
{
    struct nearest nearest = {.word = word};
    char all[160] = "";

    for (size_t i = 0; words[i]; i++) {
        size_t used = strlen(all);

        nearest_try(&nearest, words[i]);
        snprintf(all + used, sizeof all - used, "%s%s",
                 i == 0         ? ""
                 : words[i + 1] ? ", "
                                : " or ",
                 words[i]);
    }
    return error_plain(error, STATUS_WRONG, "%s: unknown %s '%s'%s; must be %s",
                       flag, what, quote(word).text,
                       nearest_suggestion(&nearest).text, all);
}

static bool
read_theme(const char *name, struct picture_style *style, struct error *error)
{
    const char *names[16] = {NULL};

    style->theme = theme_find(name);
    for (size_t i = 0; i < 15 && themes[i].name; i++)
        names[i] = themes[i].name;
    return style->theme || bad_word("--theme", "theme", name, names, error);
}

static bool
read_terminal(const char *name, struct picture_style *style,
              struct error *error)
{
    for (size_t i = 0; picture_terminals[i]; i++)
        if (strcmp(picture_terminals[i], name) == 0)
            style->terminal = picture_terminals[i];
    return style->terminal ||
           bad_word("--terminal", "terminal", name, picture_terminals, error);
}

/* "1200x800" */
static bool
read_size(const char *text, struct picture_style *style, struct error *error)
{
    int end = -1;
    char x = '\0';

    if (strspn(text, "0123456789x") == strlen(text) &&
        sscanf(text, "%6zu%c%6zu%n", &style->width, &x, &style->height, &end) ==
            3 &&
        x == 'x' && !text[end] && style->width >= LEAST &&
        style->width <= MOST && style->height >= LEAST && style->height <= MOST)
        return true;
    return error_plain(error, STATUS_WRONG,
                       "--size: must be WIDTHxHEIGHT in pixels, each %d to "
                       "%d, such as 1200x800, not '%s'",
                       LEAST, MOST, quote(text).text);
}

/* UTF-8 by the usual variables: the first that is set decides. */
static bool
speaks_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return strstr(value, "UTF-8") || strstr(value, "utf8");
    }
    return false;
}

void
terminal_fit(struct picture_style *style)
{
    struct winsize window = {.ws_row = 24, .ws_col = 80};
    const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col < 20)
        window = (struct winsize){.ws_row = 24, .ws_col = 80};
    style->columns = window.ws_col - 1u;
    style->rows = window.ws_row > 1 ? window.ws_row - 1u : 1;
    style->cell_width = (size_t)window.ws_xpixel / window.ws_col;
    style->cell_height = (size_t)window.ws_ypixel / window.ws_row;
    style->unicode = speaks_utf8();
    style->colour =
        !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
    if (!style->terminal && style->unicode && gnuplot_has_block())
        style->terminal = "block";
}

void
terminal_leave(struct picture_style *style, size_t lines)
{
    style->rows = style->rows > lines + 1 ? style->rows - lines : 1;
}

/* The lines of the window that the first line of a text takes; `length` is
 * set to its bytes, with the newline. */
static size_t
first_line(const struct picture_style *style, const char *bytes, size_t size,
           size_t *length)
{
    const char *end = memchr(bytes, '\n', size);
    size_t column = utf8_count(bytes, end ? (size_t)(end - bytes) : size);
    size_t width = style->columns + 1;

    *length = end ? (size_t)(end + 1 - bytes) : size;
    return column > width ? (column + width - 1) / width : 1;
}

size_t
terminal_lines(const struct picture_style *style, const struct text *text)
{
    size_t lines = 0, length;

    for (size_t i = 0; i < text->used; i += length)
        lines += first_line(style, text->bytes + i, text->used - i, &length);
    return lines;
}

void
terminal_cut(const struct picture_style *style, struct text *text, size_t lines)
{
    size_t kept = 0, taken = 0, length;

    for (size_t i = 0; i < text->used; i += length) {
        if (text->bytes[i] != ' ')
            kept = i;
        taken += first_line(style, text->bytes + i, text->used - i, &length);
        if (taken > lines) {
            text->used = kept;
            return;
        }
    }
}

void
print_remarks(const struct arguments *arguments, const struct outputs *outputs)
{
    for (size_t i = 0; i < outputs->count && !arguments->options.quiet; i++)
        if (outputs->items[i].remark)
            fprintf(stderr, "lrsim: %s\n", outputs->items[i].remark);
}

bool
picture_options_read(const struct arguments *arguments,
                     struct picture_style *style, struct error *error)
{
    const char *theme = arguments->options.theme;
    const char *size = arguments->options.size;
    const char *terminal = arguments->options.terminal;

    *style = (struct picture_style){
        .logx = arguments->options.logx,
        .logy = arguments->options.logy,
        .frames = arguments->options.frames,
        .rate = arguments->options.fps,
    };
    return (!theme || read_theme(theme, style, error)) &&
           (!size || read_size(size, style, error)) &&
           (!terminal || read_terminal(terminal, style, error));
}

bool
terminal_wanted(const struct arguments *arguments, bool *hint)
{
    bool given = option_given(arguments, OPTION_output) ||
                 arguments->options.format || arguments->options.columns ||
                 arguments->options.explain;

    *hint = false;
    if (arguments->options.terminal)
        return true;
    if (given || !isatty(STDOUT_FILENO))
        return false;
    *hint = !gnuplot_available();
    return !*hint;
}
