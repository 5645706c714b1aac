/* progress.c -- when to say how far it is. */
#include "cli/progress.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"

static const double interval = 0.5;

bool
progress_due(struct progress *progress)
{
    double time = clock_seconds();

    if (time - progress->started < interval ||
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

void
progress_say(const char *format, ...)
{
    char line[128];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\r%-*.*s", line_width(), line_width(), line);
}

void
progress_runs(struct progress *progress, uint64_t before, uint64_t now,
              uint64_t all)
{
    double done = (double)(before + now), rate, left;

    if (now == 0 || !progress_due(progress))
        return;
    rate = (double)now / (clock_seconds() - progress->started);
    left = ((double)all - done) / rate;
    progress_say("%.0f of %.0f runs (%.0f %%), %.0f/s, %.0f:%02.0f left ", done,
                 (double)all, 100 * done / (double)all, rate, floor(left / 60),
                 floor(fmod(left, 60)));
}

void
progress_clear(const struct progress *progress)
{
    if (progress->shown > 0)
        fprintf(stderr, "\r%*s\r", line_width(), "");
}
