/* progress.h -- a line on standard error about work that takes long. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    double started, shown; /* clock_seconds() */
};

/* Whether a line is due: after half a second, and then twice a second. */
bool progress_due(struct progress *progress);

/* Writes the line over the one before, cut to the window. */
void progress_say(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* The line about runs, where one is due: `before` were done at the start, `now`
 * since, of `all`. */
void progress_runs(struct progress *progress, uint64_t before, uint64_t now,
                   uint64_t all);

/* Takes the line away. */
void progress_clear(const struct progress *progress);

#endif
