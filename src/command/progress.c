/* progress.c -- when to say how far it is. */
#include "command/progress.h"

#include <stdio.h>
#include <time.h>

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

void
progress_clear(const struct progress *progress)
{
    if (progress->shown > 0)
        fprintf(stderr, "\r%70s\r", "");
}
