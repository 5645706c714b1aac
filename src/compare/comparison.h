/* comparison.h -- runs side by side: their trials, their ranks, their rows. */
#ifndef COMPARE_COMPARISON_H
#define COMPARE_COMPARISON_H

#include "compare/compare_picture.h"
#include "compare/rank_table.h"
#include "output/outputs.h"

/* Start with the arena and the request, which must stay. */
struct comparison {
    struct arena *arena;
    const struct compare_request *request;
    struct combinations combinations;
    struct rank_table table;
    struct compare_picture picture;
    struct report report; /* of pages */
    struct frame rows;    /* of the rows of all runs, one after another */
};

/* Loads the specs, and checks the whole request. */
bool comparison_begin(struct comparison *comparison, struct error *error);

/* The frame of an output: a file has the rows of all runs, but Markdown, JSON
 * and standard output (`files`: it is one of several outputs) the ranked
 * table. */
const struct frame *comparison_frame(const struct comparison *comparison,
                                     const struct format *format, bool files);

/* Makes all trials and ranks the runs; afterwards the table can be read. */
bool comparison_run(struct comparison *comparison, struct error *error);

/* Who receives the result of the replay. */
struct comparison_follower {
    struct outputs *outputs; /* that began with comparison->rows or ->curves */
    void *context;
    /* An expectation of a run does not hold. */
    void (*failed)(void *context, const struct error *error);
};

/* Simulates the best trial of each run again, in the order of the ranks. */
bool comparison_replay(struct comparison *comparison,
                       const struct comparison_follower *follower,
                       struct error *error);

/* Adds what was tuned, and whether there are too few seeds. */
void comparison_add_notes(const struct comparison *comparison,
                          struct text *text);

#endif
