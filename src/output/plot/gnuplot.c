/* gnuplot.c -- runs gnuplot, and finds what it complains of. */
#include "output/plot/gnuplot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/plot/child.h"

bool
gnuplot_missing(struct error *error)
{
    return error_plain(
        error, STATUS_OUTPUT,
        "gnuplot is missing: install it (Debian: apt-get install gnuplot-nox), "
        "or write csv, or gp for a picture drawn elsewhere");
}

bool
gnuplot_available(void)
{
    const char *path = getenv("PATH");

    for (path = path ? path : "/bin:/usr/bin"; path; path = strchr(path, ':')) {
        char file[4096];
        struct stat status;
        int length;

        path += *path == ':';
        length = (int)strcspn(path, ":");
        if (length > 4000)
            continue;
        snprintf(file, sizeof file, "%.*s%sgnuplot", length, path,
                 length > 0 ? "/" : "");
        if (stat(file, &status) == 0 && S_ISREG(status.st_mode) &&
            access(file, X_OK) == 0)
            return true;
    }
    return false;
}

/* The command that gnuplot complains of, and the mark below it. */
static bool
is_command(const char *line)
{
    return *line == '^' || strncmp(line, "gnuplot> ", 9) == 0 ||
           strncmp(line, "multiplot> ", 11) == 0;
}

/* Of "line 0: WHAT", below the command, WHAT; of other words all. The last
 * warning is chosen where there is nothing else: gnuplot 6 warns only of a
 * terminal that it does not have. */
static const char *
choose_complaint(char *text)
{
    static const char mark[] = "warning: ";
    char *line, *save = NULL, *chosen = NULL, *warning = NULL;

    for (line = strtok_r(text, "\n", &save); line;
         line = strtok_r(NULL, "\n", &save)) {
        char *warned = strstr(line, mark);
        int past = 0;

        line += strspn(line, " \t");
        sscanf(line, "line %*d: %n", &past);
        if (warned) {
            warning = warned + strlen(mark);
            continue;
        }
        if (*line && !is_command(line) && (!chosen || past > 0))
            chosen = line + past;
        if (past > 0)
            break;
    }
    return chosen ? chosen : warning;
}

static bool
complain(struct child *child, struct error *error)
{
    const char *chosen = choose_complaint(child->complaints);

    if (!chosen && child->status != 0)
        return error_plain(error, STATUS_OUTPUT,
                           "gnuplot failed: it ended with status %d",
                           child->status);
    return error_plain(error, STATUS_OUTPUT, "gnuplot failed: %s",
                       chosen ? chosen : "it drew nothing");
}

bool
gnuplot_run(const struct text *script, struct text *picture,
            struct arena *arena, struct error *error)
{
    static char name[] = "gnuplot", option[] = "-d";
    char *const arguments[] = {name, option, NULL};
    struct child child = {
        .arguments = arguments, .input = script, .output = picture};
    size_t before = picture->used;

    if (!child_run(&child, arena, error))
        return child.missing ? gnuplot_missing(error) : false;
    return (child.status == 0 && picture->used > before) ||
           complain(&child, error);
}

bool
gnuplot_has(const char *terminal)
{
    struct arena arena = {0};
    struct text script = {.arena = &arena}, answer = {.arena = &arena};
    struct error error = {.status = STATUS_DONE};
    bool has;

    text_format(&script,
                "set print '-'\nprint strstrt(GPVAL_TERMINALS, ' %s ')\n",
                terminal);
    has = gnuplot_available() && !script.failed &&
          gnuplot_run(&script, &answer, &arena, &error) && answer.used > 0 &&
          answer.bytes[0] != '0';
    arena_free(&arena);
    return has;
}
