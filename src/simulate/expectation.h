/* expectation.h -- --expect: comparisons over the statistics of a run. */
#ifndef SIMULATE_EXPECTATION_H
#define SIMULATE_EXPECTATION_H

#include "simulate/statistics.h"

struct expectation {
    const char *text;
    struct source source;
    const struct expression *program;
};

/* Parses one, and makes the statistics follow what it names. */
bool expectation_parse(struct expectation *expectation, const char *text,
                       struct statistics *statistics, struct error *error);

/* Whether it holds, after the run.  Where not, `error` says what was found,
 * with STATUS_NEGATIVE. */
bool expectation_holds(const struct expectation *expectation,
                       const struct statistics *statistics,
                       struct error *error);

#endif
