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

struct combination {
    const char *name;           /* by what it differs from the others */
    struct arguments arguments; /* with one of each */
    struct source spec;         /* its canonical JSON */
    size_t order;               /* in which they were given */
    size_t group;               /* the problem: ranks are among its runs */
    size_t best;                /* of its trials */
    const double *shares;       /* its values; NULL: unknown yet */
    struct quartiles quartiles;
    double *ranks;      /* [seeds] sorted: where each stands among all seeds */
    size_t rank;        /* from 1: how many are better, and surely so */
    bool shared;        /* with another of the group */
    double relative;    /* its gap, or loss, by that of the best in the group */
    double probability; /* that it differs from the best only by chance */
};

struct combinations {
    const struct arguments *arguments;
    struct options view;
    size_t count, seeds;  /* of each */
    size_t tuned, trials; /* values that are tuned; trials of each */
    struct combination *items;
    struct value_set *values; /* [tuned] */
};

/* Reads all specs. */
bool combinations_make(struct combinations *combinations, struct error *error);

/* Reads what is tuned. */
bool tune_read(struct combinations *combinations, struct error *error);

/* Runs all, or as many trials of each as the budget says; `shows`: says how
 * far it is. */
bool tune_run(struct combinations *combinations, bool shows,
              struct error *error);

/* Whether it is a single seed of several that were possible. */
bool combination_is_guess(const struct combinations *combinations,
                          const struct combination *one);

/* Ranks them, and sorts them by problem, rank and median. */
bool rank_combinations(struct combinations *combinations, struct error *error);

#endif
