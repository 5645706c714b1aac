/* combinations.h -- the runs of a comparison: every combination of an input
 * and the alternatives of the choices. */
#ifndef COMPARE_COMBINATIONS_H
#define COMPARE_COMBINATIONS_H

#include "compare/choices.h"
#include "compare/compare_request.h"
#include "compare/quartiles.h"
#include "simulate/one_run.h"
#include "spec/value_set.h"

enum {
    TUNED_MOST = 8, /* values that can be tuned at once */
    SEEDS_LEAST = 4 /* seeds with which a difference can be significant */
};

struct combination {
    const char *name;   /* what distinguishes it from the others */
    const char *label;  /* the same but for the problem, for pictures */
    size_t pen;         /* runs of one label are drawn alike */
    struct source spec; /* its canonical JSON: --tune can reach every default */
    const char *problem;       /* the canonical JSON of its problem */
    long every;                /* which rows of its replay are kept */
    size_t order;              /* its number before ranking */
    size_t group;              /* runs of one problem are a group */
    size_t best;               /* number of its best trial */
    double shares[TUNED_MOST]; /* the tuned values of that trial */
    struct quartiles quartiles;
    double *seed_ranks; /* [seeds] sorted: ranks among the seeds of all runs */
    size_t rank;        /* in its group, from 1 */
    bool tied;          /* another run of the group has the same rank */
    double relative;    /* its gap, or loss, divided by that of the best run */
    double probability; /* p value of the test against the best run */
};

struct combinations {
    struct arena *arena;
    const struct compare_request *request;
    struct choices choices;
    struct spec_input *inputs; /* the request's, with their files read */
    size_t count;
    struct combination *items;
    size_t seeds;             /* of each run, at least 1 */
    size_t tuned;             /* number of tuned values */
    struct value_set *values; /* [tuned] */
    size_t trials;            /* of each run */
};

/* Loads all specs; `arena` and `request` are set. */
bool combinations_make(struct combinations *all, struct error *error);

/* Loads the spec of a combination with its tuned values at `shares` of what
 * they may be (NULL: nothing is tuned); only the arena of `run` is set. */
bool combination_load(const struct combinations *all,
                      const struct combination *one, const double *shares,
                      struct one_run *run, struct error *error);

/* Parses the values to tune. */
bool tune_read(struct combinations *all, struct error *error);

/* Makes all trials, and keeps the best of each combination. */
bool tune_run(struct combinations *all, struct error *error);

/* The least and the greatest number that the trials try of a range; false for
 * a list, or too few trials to have any between. */
bool tune_ends(const struct combinations *all, size_t which, double *low,
               double *high);

/* Ranks the combinations, and sorts them by problem, rank and median. */
bool rank_combinations(struct combinations *all, struct error *error);

/* Whether the difference of some runs may be chance, and there are too few
 * seeds to test it. */
bool rank_lacks_seeds(const struct combinations *all);

#endif
