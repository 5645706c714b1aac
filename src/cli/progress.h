/* progress.h -- a line on standard error about work that takes long. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>

/* Seconds on a clock that never goes back. */
double progress_clock(void);

struct progress {
    double started, shown;
};

/* Whether a line is due: after half a second, and then twice a second. */
bool progress_due(struct progress *progress);

/* Writes the line over the one before, cut to the window. */
void progress_say(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* Takes the line away. */
void progress_clear(const struct progress *progress);

#endif
