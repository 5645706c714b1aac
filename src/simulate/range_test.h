/* range_test.h -- the learning-rate range test: which rate suits a problem?
 *
 * Smith, Cyclical learning rates (2017): the rate grows from update to update
 * until the loss explodes.  The smoothed loss and the two suggestions are as
 * fast.ai and Lightning have them. */
#ifndef SIMULATE_RANGE_TEST_H
#define SIMULATE_RANGE_TEST_H

#include "simulate/row_progress.h"

/* The columns of its rows. */
enum range_test_column {
    RANGE_TEST_STEP,
    RANGE_TEST_LR,
    RANGE_TEST_LOSS,
    RANGE_TEST_SMOOTHED, /* the loss, corrected for the mean's start at 0 */
    RANGE_TEST_COLUMNS
};

/* The test ends where the smoothed loss is this many times its lowest. */
enum { RANGE_TEST_WORSE = 4 };

struct lr_range_test {
    /* Set these before. */
    double min, max; /* the rates of the first row and of the last */
    bool linear;     /* the rate grows by sums, not by factors */
    double smooth;   /* weight of the mean so far; 0: no smoothing */
    struct row_progress progress;
    /* The rest is its own, then the result. */
    struct spec spec; /* without its schedule: the test is the schedule */
    struct simulation simulation;
    double *shares; /* of each group in the rate */
    double mean, lowest;
    double (*rows)[RANGE_TEST_COLUMNS];
    size_t count;
    bool stopped;
    bool falls;      /* the smoothed loss does; else nothing is suggested */
    double steepest; /* suggested: the rate at which it falls fastest */
    double least;    /* the rate at which it is lowest */
    double tenth;    /* suggested: a tenth of that */
};

/* Prepares the test of a spec, of spec->steps + 1 rows. */
bool range_test_make(struct lr_range_test *test, const struct spec *spec,
                     struct arena *arena, struct error *error);

/* Runs it. */
void range_test_run(struct lr_range_test *test);

/* Adds the suggestions and why it stopped, in lines of at most `columns`
 * columns (0: of any width), or as a JSON object. */
void range_test_text(const struct lr_range_test *test, size_t columns,
                     struct text *text);
void range_test_json(const struct lr_range_test *test, struct text *text);

#endif
