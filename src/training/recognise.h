/* recognise.h -- finds the schedule whose rates a log has. */
#ifndef TRAINING_RECOGNISE_H
#define TRAINING_RECOGNISE_H

#include "training/logged_rates.h"

/* What was found; everything is in the log's arena. */
struct recognition {
    struct text spec;   /* as JSON */
    struct text notes;  /* what it is, line by line, each after "lrsim: " */
    const char *words;  /* the schedule that was found; NULL: none */
    size_t found_count; /* schedules that have these rates, up to a few */
    bool exact;         /* all rates are the spec's; else it has points */
};

/* Finds the simplest schedule, its lengths, base rate and offset; where none
 * fits, a line through the rates.  Fails without memory only. */
bool recognise(struct logged_rates *logged, struct recognition *recognition,
               struct error *error);

#endif
