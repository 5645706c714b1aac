/* explain_try.h -- changes of a spec, and how well a log fits them. */
#ifndef TRAINING_EXPLAIN_TRY_H
#define TRAINING_EXPLAIN_TRY_H

#include "training/logged_rates.h"
#include "spec/paths.h"

/* Values that are changed together. */
enum { TOGETHER = 8 };

/* How well some reports fit. */
struct fit {
    double miss; /* the sum of what they miss */
    size_t matched, count;
};

/* Values of the spec that are changed together, and how; and which of its
 * rows the log shows. */
struct change {
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

/* Enough reports for a cause that has two numbers. */
enum { REPORTS_LEAST = 8 };

struct search {
    const struct logged *logged;
    struct source spec;   /* as JSON */
    struct logged sample; /* some of the reports */
    double budget;        /* rows that may still be simulated */
    bool scaled;          /* any factor of the rates is let pass */
    struct change best;
    struct fit best_fit, own_fit; /* with the best change, without any */
};

/* How well the reports fit these values. */
struct fit search_judge(const struct logged *logged, const double *values);

/* The factor with the fewest digits with which all reports fit these values;
 * false where there is none. */
bool search_factor(const struct logged *logged, const double *values,
                   double *factor);

/* The same of a changed spec; not at all where it is refused.  Where any
 * factor is let pass, the change gets it. */
struct fit search_attempt(struct search *search, const struct logged *logged,
                          struct change *change);

/* Remembers a change that fits more of all reports than the others did. */
void search_consider(struct search *search, const struct change *change);

/* Whether nothing better is to be found, or the budget is spent. */
bool search_settled(const struct search *search);

/* Tries a schedule that is stepped more often than once a step, or not in
 * each. */
void search_paces(struct search *search);

/* The shift of all reports from `first` on, of which any may be the right one:
 * false where none is.  A row before the first counts as that. */
bool search_shift(const struct search *search, size_t first, long *shift);

/* Tries the other words of a choice. */
void search_words(struct search *search, struct change *change);

/* Tries all values of the schedule, from what is most often wrong to what is
 * least: whole numbers, words, other numbers. */
void search_values(struct search *search, const struct spec_paths *paths);

/* Tries whole numbers in pairs, with the sum that they have: a warm-up of
 * another length in the same total. */
void search_sums(struct search *search, const struct spec_paths *paths);

/* Says the best change, or that the log has the rates of other rows. */
void search_tell(const struct search *search, struct text *text);
void search_tell_shift(long shift, struct text *text);

/* Adds a value as --set takes it. */
void change_add_value(struct text *text, const struct parameter *row,
                      double value);

#endif
