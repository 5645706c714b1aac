/* expectation.h -- --expect: comparisons over the statistics of all rows. */
#ifndef SIMULATE_EXPECTATION_H
#define SIMULATE_EXPECTATION_H

#include "simulate/watch.h"

struct expectation {
    const char *text;
    struct source source;
    const struct expression *program;
};

/* Parses one, and follows what it names. */
bool expectation_parse(struct expectation *expectation, const char *text,
                       struct watches *watches, struct error *error);

/* Whether it holds, after the last row.  Where not, `error` says what was
 * found, with STATUS_NEGATIVE. */
bool expectation_holds(const struct expectation *expectation,
                       const struct watches *watches, struct error *error);

#endif
