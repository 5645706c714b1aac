/* picture_options.c -- --size, --theme, --terminal and the like. */
#include "cli/picture_options.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/text.h"

/* Pixels of a picture's side. */
enum { LEAST = 150, MOST = 10000 };

const char *const picture_terminals[] = {"dumb", "block", "sixelgd",
                                         "kittycairo", NULL};

static bool
bad_word(const char *flag, const char *what, const char *word,
         const char *const *words, struct error *error)
{
    struct nearest nearest = {.word = word};
    struct arena arena = {0};
    struct text all = {.arena = &arena};

    for (size_t i = 0; words[i]; i++) {
        nearest_try(&nearest, words[i]);
        text_format(&all, "%s%s",
                    i == 0         ? ""
                    : words[i + 1] ? ", "
                                   : " or ",
                    words[i]);
    }
    if (text_end(&all))
        error_named(error, STATUS_WRONG, flag, "unknown %s '%s'%s; must be %s",
                    what, quote(word).text, nearest_suggestion(&nearest).text,
                    all.bytes);
    else
        error_memory(error);
    arena_free(&arena);
    return false;
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

/* "1e-6:10" */
static bool
read_ylim(const char *text, struct picture_style *style, struct error *error)
{
    char *colon, *end = NULL;

    style->ylim[0] = strtod(text, &colon);
    if (colon != text && *colon == ':')
        style->ylim[1] = strtod(colon + 1, &end);
    if (end && end != colon + 1 && !*end && isfinite(style->ylim[0]) &&
        isfinite(style->ylim[1]) && style->ylim[0] < style->ylim[1])
        return true;
    return error_plain(error, STATUS_WRONG,
                       "--ylim: must be LOW:HIGH, two numbers that rise, such "
                       "as 1e-6:10, not '%s'",
                       quote(text).text);
}

/* "52,30": gnuplot's angles. */
static bool
read_view(const char *text, struct picture_style *style, struct error *error)
{
    char *comma, *end = NULL;

    style->view[0] = strtod(text, &comma);
    if (comma != text && *comma == ',')
        style->view[1] = strtod(comma + 1, &end);
    if (end && end != comma + 1 && !*end && style->view[0] >= 0 &&
        style->view[0] <= 180 && style->view[1] >= 0 && style->view[1] <= 360)
        return true;
    return error_plain(error, STATUS_WRONG,
                       "--view: must be A,B, degrees from 0 to 180 and from 0 "
                       "to 360, such as 52,30, not '%s'",
                       quote(text).text);
}

/* By the first of the usual variables that is set. */
bool
locale_is_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return strstr(value, "UTF-8") || strstr(value, "utf8");
    }
    return false;
}

bool
picture_options_read(const struct arguments *arguments,
                     struct picture_style *style, struct error *error)
{
    const char *theme = arguments->options.theme;
    const char *size = arguments->options.size;
    const char *terminal = arguments->options.terminal;
    const char *ylim = arguments->options.ylim;
    const char *view = arguments->options.view;

    *style = (struct picture_style){
        .logx = arguments->options.logx,
        .logy = arguments->options.logy,
        .frames = arguments->options.frames,
        .rate = arguments->options.fps,
        .scale = arguments->options.scale,
        .unicode = locale_is_utf8(),
    };
    return (!theme || read_theme(theme, style, error)) &&
           (!view || read_view(view, style, error)) &&
           (!size || read_size(size, style, error)) &&
           (!ylim || read_ylim(ylim, style, error)) &&
           (!terminal || read_terminal(terminal, style, error));
}
