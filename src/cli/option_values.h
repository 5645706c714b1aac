/* option_values.h -- from what was typed to struct options. */
#ifndef CLI_OPTION_VALUES_H
#define CLI_OPTION_VALUES_H

#include "cli/arguments.h"

/* Fills arguments->options from arguments->given: numbers in their ranges,
 * words by their number; defaults where an option is not given. */
bool option_values_read(struct arguments *arguments, struct error *error);

#endif
