/* search.h -- changes of a spec, and how well a log fits them. */
#ifndef COMMAND_SEARCH_H
#define COMMAND_SEARCH_H

#include "command/logged.h"
#include "spec/paths.h"

/* Values that are changed together. */
enum { TOGETHER = 8 };

/* How well some reports fit. */
struct fit {
    double miss; /* the sum of what they miss */
    size_t matched, count;
};

/* Values of the spec that are changed together, and how. */
struct change {
    size_t count; /* 0: none */
    const char *paths[TOGETHER];
    const struct parameter *row;
    double old, value;
    long shift; /* of the rows */
};

struct search {
    const struct logged *logged;
    struct source spec;   /* as JSON */
    struct logged sample; /* some of the reports */
    double budget;        /* rows that may still be simulated */
    struct change best;
    struct fit best_fit;
};

/* How well the reports fit these values. */
struct fit search_judge(const struct logged *logged, const double *values);

/* The same of a changed spec; not at all where it is refused. */
struct fit search_attempt(struct search *search, const struct logged *logged,
                          const struct change *change);

/* Remembers a change that fits more of all reports than the others did. */
void search_consider(struct search *search, const struct change *change);

/* Whether nothing better is to be found, or the budget is spent. */
bool search_settled(const struct search *search);

/* Tries the other words of a choice. */
void search_words(struct search *search, struct change *change);

/* Tries all values of the schedule, from what is most often wrong to what is
 * least: whole numbers, words, other numbers. */
void search_values(struct search *search, const struct spec_paths *paths);

/* Adds a value as --set takes it. */
void change_add_value(struct text *text, const struct parameter *row,
                      double value);

#endif
