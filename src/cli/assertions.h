/* assertions.h -- --expect over rows that a command makes itself. */
#ifndef CLI_ASSERTIONS_H
#define CLI_ASSERTIONS_H

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "output/format.h"
#include "simulate/expect.h"

struct assertions {
    const struct arguments *arguments;
    struct arena *arena;
    const struct frame *frame;
    const double *row; /* the present one */
    size_t loss;       /* the column whose lowest value is the best */
    double lowest;
    bool diverged; /* a loss was not finite */
    struct expect_stats expect_stats;
    struct expectations expectations;
};

/* Reads --expect; the first five members are set. */
bool assertions_begin(struct assertions *assertions, struct error *error);

/* After each row. */
void assertions_row(struct assertions *assertions);

/* After the last row: the last expectation that does not hold is the error,
 * those before are said. */
bool assertions_end(struct assertions *assertions, struct error *error);

#endif
