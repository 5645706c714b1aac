/* batch_options.h -- the command line of a sweep, for its batch script. */
#ifndef CLI_BATCH_OPTIONS_H
#define CLI_BATCH_OPTIONS_H

#include "cli/arguments.h"
#include "sweep/batch_script.h"

/* Prints the script that --emit asks for, of a sweep that is prepared. */
enum status batch_script_print(const struct arguments *arguments,
                               const struct sweep *sweep, struct error *error);

#endif
