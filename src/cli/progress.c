/* progress.c -- how far work is, how fast it goes, and how long it takes. */
#include "cli/progress.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "output/people.h"
#include "output/temporary.h"

static const double interval = 0.5;

/* What is printed where Ctrl-C ends the command. */
static void
advise(const struct arguments *arguments, const char *advice, const char *more)
{
    struct text text = {.arena = arguments->arena};

    text_format(&text, "\nlrsim: interrupted: %s:\n  lrsim", advice);
    for (int i = 1; i < arguments->typed_count; i++) {
        text_string(&text, " ");
        text_shell_word(&text, arguments->typed[i]);
    }
    text_format(&text, "%s\n", more);
    if (text_end(&text))
        temporary_advise(text.bytes, text.used);
}

void
progress_begin(struct progress *progress, const struct arguments *arguments,
               const char *advice, const char *more)
{
    *progress = (struct progress){.wanted = isatty(STDERR_FILENO) &&
                                            !arguments->options.quiet,
                                  .started = clock_seconds()};
    if (progress->wanted)
        advise(arguments, advice, more);
}

static bool
is_due(struct progress *progress)
{
    double time = clock_seconds();

    if (!progress->wanted || time - progress->started < interval ||
        time - progress->shown < interval)
        return false;
    progress->shown = time;
    return true;
}

/* What a line may take of the window: one that wraps would stay there. */
static int
line_width(void)
{
    struct winsize window;

    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col < 2 ||
        window.ws_col > 80)
        return 79;
    return window.ws_col - 1;
}

/* "0:12", or "3:25:45" */
static void
write_time(double seconds, char text[32])
{
    double hours = floor(seconds / 3600);
    double minutes = floor(fmod(seconds, 3600) / 60);

    if (!(seconds < 1e9))
        snprintf(text, 32, "?");
    else if (hours > 0)
        snprintf(text, 32, "%.0f:%02.0f:%02.0f", hours, minutes,
                 floor(fmod(seconds, 60)));
    else
        snprintf(text, 32, "%.0f:%02.0f", minutes, floor(fmod(seconds, 60)));
}

/* A bar in front of the words, where there is room for it. */
static void
draw_bar(const char *words, double share)
{
    enum { BAR = 24, BAR_LEAST = 6 };
    static const char full[] = "########################";
    static const char empty[] = "........................";
    int width = line_width(), room = width - (int)strlen(words) - 3;
    int bar = room > BAR ? BAR : room, done;
    char line[192];

    share = fmin(fmax(share, 0), 1);
    done = (int)(share * bar);
    if (bar < BAR_LEAST)
        snprintf(line, sizeof line, "%s", words);
    else
        snprintf(line, sizeof line, "[%.*s%.*s] %s", done, full, bar - done,
                 empty, words);
    fprintf(stderr, "\r%-*.*s", width, width, line);
}

void
progress_show(struct progress *progress, const char *things, double before,
              double now, double all)
{
    double done = before + now, rate;
    char words[128], time[32], speed[PEOPLE_SIZE];

    if (!(now > 0) || !(all > 0) || !is_due(progress))
        return;
    rate = now / (clock_seconds() - progress->started);
    write_time((all - done) / rate, time);
    people_number(rate, 3, speed);
    snprintf(words, sizeof words, "%.0f %%  %.0f of %.0f %s, %s/s, %s left",
             100 * done / all, done, all, things, speed, time);
    draw_bar(words, done / all);
}

void
progress_clear(struct progress *progress)
{
    if (progress->shown > 0)
        fprintf(stderr, "\r%*s\r", line_width(), "");
    progress->shown = 0;
}
