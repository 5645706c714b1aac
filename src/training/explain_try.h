/* explain_try.h -- changes of a spec, and how well a log fits them. */
#ifndef TRAINING_EXPLAIN_TRY_H
#define TRAINING_EXPLAIN_TRY_H

#include "training/logged_rates.h"
#include "spec/paths.h"

enum {
    TOGETHER = 8,    /* values that are changed together */
    SAMPLES = 32,    /* parts of the log */
    ENOUGH_RATES = 8 /* for a cause with two numbers */
};

/* How well some rates fit. */
struct explain_fit {
    double miss; /* the sum of what they miss */
    size_t matched, count;
};

/* What is changed: values of the spec, its rows or a factor of its rates. */
struct explain_change {
    size_t count; /* 0: none */
    const char *paths[TOGETHER];
    const struct parameter *row;
    double old, value, least; /* the least that is tried */
    const char *against;      /* changes by the opposite amount; NULL: none */
    double against_old;
    long shift;     /* of the rows */
    long times, of; /* which are multiplied and divided; 0: by 1 */
    double factor;  /* of the rates; 0: 1 */
};

/* Rows that may be simulated, in all. */
#define EXPLAIN_BUDGET 4e8

struct explain_search {
    const struct logged_rates *logged;
    struct source spec; /* as JSON */
    /* Some of the rates of longer and longer parts of the log; the last one
     * is of all of it. */
    size_t sample_count;
    struct logged_rates samples[SAMPLES];
    double budget; /* rows that may still be simulated */
    bool failed;   /* out of memory */
    bool scaled;   /* any factor of the rates is accepted */
    long shift;    /* of the rows, beside each value that is tried */
    struct explain_change best;
    struct explain_fit best_fit; /* of the best change */
    struct explain_fit own_fit;  /* of the spec as it is */
};

/* How well the rates fit these values. */
struct explain_fit explain_judge(const struct logged_rates *logged,
                                 const double *values);

/* The factors with which all rates fit these values; false where there is
 * none. */
struct explain_range {
    double low, high;
};
bool explain_factor(const struct logged_rates *logged, const double *values,
                    struct explain_range *factor);

/* The number in a range that has the fewest digits. */
double explain_shortest(struct explain_range range);

/* How well they fit a changed spec; an invalid one fits none.  The change gets
 * the factor where any is accepted. */
struct explain_fit explain_attempt(struct explain_search *search,
                                   const struct logged_rates *logged,
                                   struct explain_change *change);

/* Whether nearly all rates fit. */
bool explain_is_near(struct explain_fit fit);

/* Keeps a change that fits more of all rates than the best so far. */
void explain_consider(struct explain_search *search,
                      const struct explain_change *change);

/* Whether all rates are explained, or the budget is spent. */
bool explain_settled(const struct explain_search *search);

/* Causes that need no search: the rate never changed, a factor, a resumed run.
 * Each adds its line where it explains all rates. */
bool explain_by_constant(const struct explain_search *search,
                         const struct spec_paths *paths, struct text *text);
bool explain_by_factor(struct explain_search *search,
                       const struct spec_paths *paths, struct text *text);
bool explain_by_tail(struct explain_search *search, struct text *text);

/* Causes in the log or in the training, that explain all rates: means in the
 * place of rates, skipped updates, another value from some row on, another
 * kind of schedule. */
bool explain_by_mean(struct explain_search *search, struct text *text);
bool explain_by_skips(struct explain_search *search, struct text *text);
bool explain_by_restart(struct explain_search *search,
                        const struct spec_paths *paths, struct arena *arena,
                        struct text *text);
bool explain_by_kind(struct explain_search *search, struct text *text);

/* The spec's rates from row 0 to so many rows after the last of the log; NULL
 * where these are too many, or after an error. */
const double *explain_curve(struct explain_search *search, long beyond,
                            struct arena *arena);

/* Takes the samples of a search; false without memory. */
bool explain_take_samples(struct explain_search *search, struct arena *arena);

/* Tries a schedule that is stepped several times per step, or once in several
 * steps. */
void explain_by_pace(struct explain_search *search);

/* Finds a shift of any size that explains all rates from `first` on.  Row 0
 * also stands for the rows before it. */
bool explain_find_shift(struct explain_search *search, size_t first,
                        long *shift);

/* Tries other numbers for a value. */
void explain_by_number(struct explain_search *search,
                       struct explain_change *change);

/* Tries the other words of a choice. */
void explain_by_word(struct explain_search *search,
                     struct explain_change *change);

/* Tries all values of the schedule, the most frequent causes first: whole
 * numbers, words, other numbers. */
void explain_by_value(struct explain_search *search,
                      const struct spec_paths *paths);

/* Tries pairs of whole numbers whose sum stays: a warm-up of another length in
 * the same total. */
void explain_by_sum(struct explain_search *search,
                    const struct spec_paths *paths);

/* Describes the best change, a shift, or values. */
void explain_add_values(const struct explain_change *change, struct text *text);
void explain_add_best(const struct explain_search *search, struct text *text);
void explain_add_shift(const struct logged_rates *logged, long shift,
                       struct text *text);

/* Whether its values are words: true, false, those of a choice. */
bool explain_is_word(const struct parameter *row);

/* Whether its values are integers; whether this one may count steps. */
bool explain_is_whole(const struct parameter *row);
bool explain_counts_steps(const struct parameter *row, double old);

/* Adds a value as --set takes it. */
void explain_add_value(struct text *text, const struct parameter *row,
                       double value);

#endif
