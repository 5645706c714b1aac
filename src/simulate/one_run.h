/* one_run.h -- one run from its spec to its outcome, without outputs. */
#ifndef SIMULATE_ONE_RUN_H
#define SIMULATE_ONE_RUN_H

#include "simulate/expect.h"
#include "simulate/row_progress.h"
#include "simulate/row_sample.h"
#include "simulate/outcome.h"
#include "simulate/statistics.h"
#include "simulate/until.h"
#include "spec/spec_input.h"

/* The first four members are the caller's. */
struct one_run {
    struct arena *arena;
    double target;          /* NAN: none */
    const char *until_text; /* NULL: none */
    long seed_count;        /* INTEGER_NULL: the spec's own seed */
    struct document document;
    struct spec spec;
    struct simulation simulation;
    struct statistics statistics;
    struct statistics *seeds; /* [seed_count]; NULL: one run */
    struct until until;
    struct row_sample *sample; /* NULL: no rows are kept */
    struct row_progress progress;
};

/* Loads the spec, and prepares its simulation. */
bool one_run_load(struct one_run *one_run, const struct spec_input *input,
                  struct error *error);

/* Simulates all rows; there is an outcome for each seed.  With several seeds,
 * the loss of a diverged run is inf. */
void one_run_simulate(struct one_run *one_run, struct outcome *outcomes);

/* Whether a is better: it reached the target earlier or, at the same step or
 * never, has the lower final loss.  A diverged run is worse than any other. */
bool outcome_better(const struct outcome *a, const struct outcome *b);

#endif
