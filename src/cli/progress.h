/* progress.h -- a bar on standard error about work that takes long, and what
 * Ctrl-C says. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/arguments.h"

struct progress {
    bool wanted;           /* standard error is a terminal, and not quiet */
    double started, shown; /* clock_seconds() */
};

/* Begins now.  `advice` is what Ctrl-C says before the command that was typed,
 * and `more` what it adds to that: "" where it is the same command. */
void progress_begin(struct progress *progress,
                    const struct arguments *arguments, const char *advice,
                    const char *more);

/* Draws the bar over the one before, after half a second and then twice a
 * second: of `all` things `before` were done at the start, and `now` since. */
void progress_show(struct progress *progress, const char *things, double before,
                   double now, double all);

/* Takes the bar away, if there is one. */
void progress_clear(struct progress *progress);

#endif
