/* combinations.h -- the runs of a comparison: every combination of what was
 * given several times. */
#ifndef COMPARE_COMBINATIONS_H
#define COMPARE_COMBINATIONS_H

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "compare/quartiles.h"

/* Values that may be tuned at once; seeds with which two runs may be told
 * apart. */
enum { TUNED_MOST = 8, SEEDS_LEAST = 4 };

struct contender {
    const char *name;           /* by what it differs from the others */
    struct arguments arguments; /* with one of each */
    struct source spec;         /* its canonical JSON */
    size_t order;               /* in which they were given */
    size_t group;               /* the problem: ranks are among its runs */
    size_t best;                /* of its trials */
    const double *shares;       /* its values; NULL: unknown yet */
    struct scores scores;
    double *ranks;      /* [seeds] sorted: where each stands among all seeds */
    size_t rank;        /* from 1: how many are better, and surely so */
    bool shared;        /* with another of the group */
    double relative;    /* its gap, or loss, by that of the best in the group */
    double probability; /* that it differs from the best only by chance */
};

struct contenders {
    const struct arguments *arguments;
    struct options view;
    size_t count, seeds;  /* of each */
    size_t tuned, trials; /* values that are tuned; trials of each */
    struct contender *items;
    struct values *values; /* [tuned] */
};

/* Reads all specs. */
bool contenders_make(struct contenders *contenders, struct error *error);

/* Reads what is tuned. */
bool contenders_tune(struct contenders *contenders, struct error *error);

/* Runs all, or as many trials of each as the budget says; `shows`: says how
 * far it is. */
bool contenders_run(struct contenders *contenders, bool shows,
                    struct error *error);

/* Whether it is a single seed of several that were possible. */
bool contenders_guess(const struct contenders *contenders,
                      const struct contender *one);

/* Ranks them, and sorts them by problem, rank and median. */
bool contenders_rank(struct contenders *contenders, struct error *error);

#endif
