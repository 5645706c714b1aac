/* recognise_fit.h -- several numbers of a form, found together. */
#ifndef TRAINING_RECOGNISE_FIT_H
#define TRAINING_RECOGNISE_FIT_H

#include "training/recognise_try.h"

enum { UNKNOWNS_MOST = 5, PROBES_MOST = 24 };

struct unknown_number {
    double *number;
    bool whole;
    double least, most;
};

struct form_fit {
    struct recogniser *recogniser;
    struct attempt *attempt;
    size_t count;
    struct unknown_number unknowns[UNKNOWNS_MOST];
    size_t probe_count;
    size_t probes[PROBES_MOST]; /* rates, rising */
    double misses[PROBES_MOST]; /* of the attempt, as shares of the highest */
    double cost;                /* the sum of their squares, weighted */
    double weights[PROBES_MOST];
    double noise; /* the cost that printed digits alone may have */
};

/* Some of the rates: as many of a rise as of what follows. */
void fit_choose_probes(struct form_fit *fit);

/* What the attempt misses; infinite where the spec is wrong. */
double fit_find_misses(const struct form_fit *fit, double *misses);

/* Small rates that are printed with as many digits as large ones say more. */
void fit_weigh_probes(struct form_fit *fit);

/* Goes down until nothing improves, or where no good fit is in sight. */
void fit_descend(struct form_fit *fit);

/* Rounds the numbers of a fit that is near, those that are no whole ones first:
 * people write them with few digits.  False where not all rates agree. */
bool fit_round(struct form_fit *fit);

/* Whether the rates are those of the attempt but for its last digits. */
bool fit_is_near(const struct form_fit *fit);

#endif
