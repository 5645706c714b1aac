/* assertions.h -- --expect over rows that a command makes itself. */
#ifndef CLI_ASSERTIONS_H
#define CLI_ASSERTIONS_H

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "output/format.h"
#include "simulate/expect.h"

struct verdict {
    const struct arguments *arguments;
    struct arena *arena;
    const struct frame *frame;
    const double *row; /* the present one */
    size_t loss;       /* the column whose lowest value is the best */
    double lowest;
    bool diverged; /* a loss was not finite */
    struct expect_stats expect_stats;
    size_t count;
    struct expect *expectations;
};

/* Reads --expect; the first five members are set. */
bool verdict_begin(struct verdict *verdict, struct error *error);

/* After each row. */
void verdict_row(struct verdict *verdict);

/* After the last row: the last expectation that does not hold is the error,
 * those before are said. */
bool verdict_end(struct verdict *verdict, struct error *error);

#endif
