/* progress.c -- when to say how far it is. */
#include "cli/progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static const double interval = 0.5;

double
progress_clock(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

bool
progress_due(struct progress *progress)
{
    double time = progress_clock();

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
progress_clear(const struct progress *progress)
{
    if (progress->shown > 0)
        fprintf(stderr, "\r%*s\r", line_width(), "");
}
