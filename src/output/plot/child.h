/* child.h -- another program as a child: a text in, a text out. */
#ifndef OUTPUT_PLOT_CHILD_H
#define OUTPUT_PLOT_CHILD_H

#include "base/text.h"

struct child {
    char *const *arguments; /* its name first, NULL behind the last */
    const struct text *input;
    struct text *output;   /* it is added to */
    char complaints[4096]; /* after its end: how what it says begins */
    int status;            /* with which it ended */
    bool missing;          /* there is no such program */
};

/* Runs it to its end, without a shell; false: an error, or it is missing, which
 * is no error yet.  The user's environment plays no part. */
bool child_run(struct child *child, struct arena *arena, struct error *error);

/* The variables that it is started with, NULL behind the last; NULL where
 * memory runs out. */
char **child_environment(struct arena *arena);

#endif
