/* output_options.h -- -o and --format: which outputs are wanted. */
#ifndef CLI_OUTPUT_OPTIONS_H
#define CLI_OUTPUT_OPTIONS_H

#include "cli/arguments.h"
#include "output/outputs.h"

/* What -o and --format ask for: at least one, unless annotations take standard
 * output.  Standard output has the format `usual` where none is given. */
bool output_targets_read(const struct arguments *arguments, const char *usual,
                         struct output_targets *targets, struct error *error);

/* Refuses pictures of `what`, which has rows: "a sweep". */
bool output_targets_are_tables(const struct output_targets *targets,
                               const char *what, struct error *error);

/* Refuses all but pictures. */
bool output_targets_are_pictures(const struct output_targets *targets,
                                 struct error *error);

#endif
