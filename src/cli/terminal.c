/* terminal.c -- the window of standard output, and what is printed in it. */
#include "cli/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/utf8.h"

/* The colours of standard output. */
static unsigned
count_colours(void)
{
    const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
    const char *more = getenv("COLORTERM");

    if ((no_color && *no_color) || !term || strcmp(term, "dumb") == 0 ||
        !isatty(STDOUT_FILENO))
        return 0;
    return strstr(term, "256color") || (more && *more) ? 256 : 8;
}

void
terminal_fit(struct picture_style *style)
{
    struct winsize window = {.ws_row = 0};

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0 ||
        window.ws_row == 0)
        window = (struct winsize){.ws_row = 24, .ws_col = 80};
    style->columns = window.ws_col > 1 ? window.ws_col - 1u : 1;
    style->rows = window.ws_row > 1 ? window.ws_row - 1u : 1;
    style->cell_width = (size_t)window.ws_xpixel / window.ws_col;
    style->cell_height = (size_t)window.ws_ypixel / window.ws_row;
    style->colours = count_colours();
    if (style->terminal && strcmp(style->terminal, "dumb") == 0)
        style->unicode = false;
}

void
terminal_leave(struct picture_style *style, size_t lines)
{
    style->rows = style->rows > lines ? style->rows - lines : 1;
}

/* The lines of the window that the first line of a text takes; `length` is
 * set to its bytes, with the newline. */
static size_t
first_line(const struct picture_style *style, const char *bytes, size_t size,
           size_t *length)
{
    const char *end = memchr(bytes, '\n', size);
    size_t column = utf8_width(bytes, end ? (size_t)(end - bytes) : size);
    size_t width = style->columns + (style->columns > 1);

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
terminal_clip(const struct picture_style *style, struct text *text)
{
    size_t kept = 0, column = 0;

    for (size_t i = 0, n; i < text->used; i += n) {
        const char *at = text->bytes + i;

        n = utf8_length(at, text->used - i);
        n = n ? n : 1;
        column = *at == '\n' ? 0 : column + utf8_width(at, n);
        if (column > style->columns)
            continue;
        memmove(text->bytes + kept, at, n);
        kept += n;
    }
    text->used = kept;
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
terminal_wanted(const struct arguments *arguments)
{
    const char *format = arguments->options.format;
    bool given = option_given(arguments, OPTION_output) ||
                 (format && strcmp(format, "txt") != 0) ||
                 arguments->options.columns || arguments->options.explain;

    return arguments->options.terminal || (!given && isatty(STDOUT_FILENO));
}
