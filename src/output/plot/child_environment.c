/* child_environment.c -- the environment that gnuplot is started in.
 *
 * A drawing must not depend on the locale, the time zone, or the fonts and
 * settings of a home folder. */
#include "output/plot/child.h"

#include <stdlib.h>
#include <string.h>

extern char **environ;

/* What changes a drawing, and what waits for a display. */
static bool
is_dropped(const char *variable)
{
    static const char *const prefixes[] = {
        "GNU",
        "LC_",
        "LANG",
        "TZ=",
        "HOME=",
        "XDG_",
        "FONTCONFIG_",
        "FIT_",
        "GDFONTPATH",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "SOURCE_DATE_EPOCH=",
        NULL,
    };

    if (strncmp(variable, "GNUPLOT_DRIVER_DIR=", 19) == 0)
        return false;
    for (const char *const *prefix = prefixes; *prefix; prefix++)
        if (strncmp(variable, *prefix, strlen(*prefix)) == 0)
            return true;
    return false;
}

/* The folder of fontconfig's index, which saves time and changes nothing. */
static char *
font_cache(struct arena *arena)
{
    struct text text = {.arena = arena};
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

    if (cache && *cache)
        text_format(&text, "XDG_CACHE_HOME=%s", cache);
    else
        text_format(&text, "XDG_CACHE_HOME=%s/.cache",
                    home && *home ? home : "/dev/null");
    return text_end(&text);
}

char **
child_environment(struct arena *arena)
{
    /* Where C.UTF-8 is unknown, gnuplot takes C; asked for C, it would warn of
     * the degree sign.  No folder can be made in /dev/null. */
    static char locale[] = "LC_ALL=C.UTF-8", zone[] = "TZ=UTC0",
                home[] = "HOME=/dev/null", date[] = "SOURCE_DATE_EPOCH=0";
    char *const fixed[] = {locale, zone, home, date, font_cache(arena)};
    const size_t fixed_count = sizeof fixed / sizeof *fixed;
    size_t count = 0, kept = 0;
    char **list;

    while (environ && environ[count])
        count++;
    list = arena_alloc(arena, count + fixed_count + 1, sizeof *list);
    if (!list || !fixed[fixed_count - 1])
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (!is_dropped(environ[i]))
            list[kept++] = environ[i];
    memcpy(list + kept, fixed, sizeof fixed);
    return list;
}
