/* comparison.h -- a comparison on its way from trials to outputs. */
#ifndef COMPARE_COMPARISON_H
#define COMPARE_COMPARISON_H

#include "compare/rank_table.h"
#include "cli/output_options.h"
#include "cli/picture_options.h"

struct comparison {
    const struct arguments *arguments;
    struct arena *arena;
    struct combinations combinations;
    struct rank_table rank_table;
    /* The rows of all runs, one after the other. */
    struct frame rows, picture;
    struct look look;
    struct output_targets targets;
    struct outputs outputs;
    bool shown; /* the ranked table, in columns */
};

/* What a format shows: a file of rows has those of all runs; standard output
 * without -o, Markdown and JSON have the ranked table. */
const struct frame *comparison_frame(const struct comparison *comparison,
                                     const struct format *format);

/* Chooses the columns of rows and pictures: those of the first run. */
bool comparison_columns(struct comparison *comparison, struct error *error);

/* Runs all once more, with their best values, for outputs and expectations
 * that follow rows.  `negative` gets the last expectation that fails. */
bool comparison_replay(struct comparison *comparison, struct error *negative,
                       struct error *error);

#endif
