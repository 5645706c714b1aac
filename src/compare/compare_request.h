/* compare_request.h -- what is compared, and how. */
#ifndef COMPARE_COMPARE_REQUEST_H
#define COMPARE_COMPARE_REQUEST_H

#include "spec/spec_input.h"

/* The inputs have the same overrides.  A whole problem, optimizer or schedule
 * may be overridden several times: each combination of an input and these
 * alternatives is a run. */
struct compare_request {
    size_t input_count; /* at least 1 */
    const struct spec_input *inputs;
    long seed_count;   /* of each run; INTEGER_NULL: the spec's own seed */
    double target;     /* the loss to reach; NAN: none */
    const char *until; /* the condition that ends a run; NULL: none */

    /* Values to tune before comparing, as "PATH=VALUES", and the number of
     * trials of each run. */
    size_t tune_count;
    const char *const *tune;
    size_t budget;

    /* The rows of the replay: all `every`-th and the last. */
    const char *columns; /* NULL: the usual ones */
    struct step_count every;
    const char *plot, *plane; /* what pictures show; NULL: the usual */
    bool header;              /* tables begin with the names of their columns */
    int digits;               /* significant ones of tables for people */
    size_t expect_count;
    const char *const *expect; /* expectations of each run */

    size_t jobs; /* threads */
    /* Called by one thread at a time after each trial, or where there are no
     * trials after some rows; NULL: never. */
    void (*progress)(void *context, const char *things, double done,
                     double all);
    void *progress_context;
};

#endif
