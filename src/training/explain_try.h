/* explain_try.h -- changes of a spec, and how well a log fits them. */
#ifndef TRAINING_EXPLAIN_TRY_H
#define TRAINING_EXPLAIN_TRY_H

#include "training/logged_rates.h"
#include "spec/paths.h"

/* Values that are changed together. */
enum { TOGETHER = 8 };

/* How well some rates fit. */
struct explain_fit {
    double miss; /* the sum of what they miss */
    size_t matched, count;
};

/* Values of the spec that are changed together, and how; and which of its
 * rows the log shows. */
struct explain_change {
    size_t count; /* 0: none */
    const char *paths[TOGETHER];
    const struct parameter *row;
    double old, value, least; /* that it may be */
    const char *against;      /* falls as much as the others rise; NULL: none */
    double against_old;
    long shift;     /* of the rows */
    long times, of; /* which are multiplied and divided; 0: by 1 */
    double factor;  /* of the rates; 0: 1 */
};

enum { SAMPLES = 32 };

/* Enough rates for a cause that has two numbers. */
enum { ENOUGH_RATES = 8 };

struct explain_search {
    const struct logged_rates *logged;
    struct source spec; /* as JSON */
    /* Some of the rates of the first rows, then of more and more of them; the
     * last one is of all rows. */
    size_t sample_count;
    struct logged_rates samples[SAMPLES];
    double budget; /* rows that may still be simulated */
    bool scaled;   /* any factor of the rates is let pass */
    struct explain_change best;
    struct explain_fit best_fit,
        own_fit; /* with the best change, without any */
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

/* The same of a changed spec; not at all where it is refused.  Where any
 * factor is let pass, the change gets it. */
struct explain_fit explain_attempt(struct explain_search *search,
                                   const struct logged_rates *logged,
                                   struct explain_change *change);

/* Whether nearly all rates fit. */
bool explain_is_near(struct explain_fit fit);

/* Remembers a change that fits more of all rates than the others did. */
void explain_consider(struct explain_search *search,
                      const struct explain_change *change);

/* Whether nothing better is to be found, or the budget is spent. */
bool explain_settled(const struct explain_search *search);

/* Causes that show without a search; these add their line. */
bool explain_by_rest(const struct explain_search *search,
                     const struct spec_paths *paths, struct text *text);
bool explain_by_factor(struct explain_search *search,
                       const struct spec_paths *paths, struct text *text);
bool explain_by_tail(const struct explain_search *search, struct text *text);

/* Tries a schedule that is stepped more often than once a step, or not in
 * each. */
void explain_by_pace(struct explain_search *search);

/* The shift of all rates from `first` on, of which any may be the right one:
 * false where none is.  A row before the first counts as that. */
bool explain_find_shift(const struct explain_search *search, size_t first,
                        long *shift);

/* Tries the other words of a choice. */
void explain_by_word(struct explain_search *search,
                     struct explain_change *change);

/* Tries all values of the schedule, from what is most often wrong to what is
 * least: whole numbers, words, other numbers. */
void explain_by_value(struct explain_search *search,
                      const struct spec_paths *paths);

/* Tries whole numbers in pairs, with the sum that they have: a warm-up of
 * another length in the same total. */
void explain_by_sum(struct explain_search *search,
                    const struct spec_paths *paths);

/* Says the best change, or that the log has the rates of other rows. */
void explain_add_best(const struct explain_search *search, struct text *text);
void explain_add_shift(long shift, struct text *text);

/* Whether its values are words: true, false, those of a choice. */
bool explain_is_word(const struct parameter *row);

/* Adds a value as --set takes it. */
void explain_add_value(struct text *text, const struct parameter *row,
                       double value);

#endif
