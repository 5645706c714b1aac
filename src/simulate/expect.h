/* expect.h -- --expect: comparisons over the statistics of all rows. */
#ifndef SIMULATE_EXPECT_H
#define SIMULATE_EXPECT_H

#include "simulate/expect_stats.h"

struct expect {
    const char *text;
    struct source source;
    const struct expression *program;
};

/* Parses one, and adds the statistics that it names. */
bool expect_parse(struct expect *expect, const char *text,
                  struct expect_stats *stats, struct error *error);

/* Whether it holds, after the last row.  If not, the error has the values that
 * were found, and STATUS_NEGATIVE. */
bool expect_holds(const struct expect *expect, const struct expect_stats *stats,
                  struct error *error);

/* Several, over the same statistics. */
struct expectations {
    struct expect_stats *stats;
    size_t count;
    struct expect *items;
};

/* Parses `count` texts.  The statistics must stay where they are; without a
 * text they need not be begun. */
bool expectations_parse(struct expectations *expectations,
                        struct expect_stats *stats, size_t count,
                        const char *const *texts, struct error *error);

#endif
