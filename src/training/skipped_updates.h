/* skipped_updates.h -- whether rates are those of a curve, later and later. */
#ifndef TRAINING_SKIPPED_UPDATES_H
#define TRAINING_SKIPPED_UPDATES_H

#include "training/logged_rates.h"

/* Start with all but the last two. */
struct skipped_updates {
    struct arena *arena;
    size_t count;
    const struct logged_rate *rates; /* [count] */
    const long *rows;                /* [count] which they show */
    long offset;                     /* of these rows */
    size_t curve_count;
    const double *curve; /* [curve_count] from row 0 on */
    double slack;        /* for rounding, absolute */
    const char *unit;    /* of the log: "step" */
    const char *words;   /* "2 by step 25, 3 by step 125" */
    bool failed;         /* out of memory */
};

/* Whether every rate is that of its row less a lag, which never falls, and
 * grows by fewer rows than pass. */
bool skipped_updates_possible(const struct skipped_updates *skips);

/* Whether every rate is that of its row less a lag, which never falls, grows
 * by fewer rows than pass, seldom, and is not 0 throughout. */
bool skipped_updates_find(struct skipped_updates *skips);

#endif
