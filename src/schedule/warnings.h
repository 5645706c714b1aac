/* warnings.h -- what is legal but surely not meant. */
#ifndef SCHEDULE_WARNINGS_H
#define SCHEDULE_WARNINGS_H

#include "base/arena.h"
#include "base/error.h"

struct node;

struct warnings {
    struct arena *arena;
    bool running;         /* only what a run itself must say */
    double lowest_metric; /* that plateaus may receive; NAN: not known */
    double highest_rate;  /* of the optimizer's own */
    bool followed;        /* by a part that begins at the base rate */
    bool chained;         /* the factors of others are beside it */
    size_t count;
    struct warning {
        struct error error; /* place and remedy */
        struct warning *next;
    } * first, *last;
    bool failed; /* out of memory */
};

/* Room for one more warning: `error_at(warning_add(warnings), place, …)`. */
struct error *warning_add(struct warnings *warnings);

/* Warns of a node whose rows 0 to updates - 1 are used. */
void schedule_warn(const struct node *node, long updates,
                   struct warnings *warnings);

/* Of a rise to the base rate that takes `steps`; `place` says how many. */
void warn_of_rise(const struct place *place, long steps, long updates,
                  struct warnings *warnings);

#endif
