/* one_run.h -- one simulation from beginning to end, without outputs. */
#ifndef SIMULATE_ONE_RUN_H
#define SIMULATE_ONE_RUN_H

#include "simulate/expect.h"
#include "simulate/row_sample.h"
#include "simulate/outcome.h"
#include "simulate/statistics.h"
#include "simulate/until.h"
#include "spec/spec_input.h"

/* A spec on its way to an outcome.  The first four are the caller's. */
struct one_run {
    struct arena *arena;
    double target;          /* NAN: none */
    const char *until_text; /* NULL: none */
    long seed_count;        /* INTEGER_NULL: the spec's own seed */
    struct document document;
    struct spec spec;
    struct simulation simulation;
    struct statistics statistics;
    struct statistics *seeds; /* of each of several seeds */
    struct until until;
    struct row_sample *sample; /* NULL: no rows are kept */
};

/* Loads the spec, and prepares its simulation. */
bool one_run_load(struct one_run *one_run, const struct spec_input *input,
                  struct error *error);

/* What is to be run, once the spec is loaded. */
bool one_run_make(struct one_run *one_run, struct error *error);

/* The column of a text that was put together from a flag's says nothing to its
 * user: takes it out of the error.  Returns false. */
bool one_run_forget_column(const char *flag, struct error *error);

/* Simulates all rows: an outcome of each seed.  That of the only run is as it
 * is; where there are several, one that diverged has the loss inf. */
void one_run_simulate(struct one_run *one_run, struct outcome *outcomes);

/* Whether a is better: it reached the target earlier, or has the lower final
 * loss; what diverged is worse than what did not. */
bool outcome_better(const struct outcome *a, const struct outcome *b);

#endif
