/* summary_output.h -- --summary[=json|FILE]: where a summary goes. */
#ifndef CLI_SUMMARY_OUTPUT_H
#define CLI_SUMMARY_OUTPUT_H

#include "cli/arguments.h"
#include "output/outputs.h"

struct summary_output {
    bool json;
    bool alone;            /* JSON on standard error, with no prose beside it */
    struct stream *stream; /* of FILE; NULL: standard error, or no --summary */
};

/* Opens FILE, which must be none of the outputs. */
bool summary_output_open(struct summary_output *summary,
                         const struct arguments *arguments,
                         const struct outputs *outputs, struct error *error);

/* Writes the summary. */
bool summary_output_write(struct summary_output *summary,
                          const struct text *text, struct error *error);

/* In any case, at the end. */
void summary_output_discard(struct summary_output *summary);

#endif
