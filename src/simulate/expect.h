/* expect.h -- --expect: comparisons over the statistics of all rows. */
#ifndef SIMULATE_EXPECT_H
#define SIMULATE_EXPECT_H

#include "simulate/expect_stats.h"

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
