/* unknown_option.h -- what an option that does not exist should have been. */
#ifndef CLI_UNKNOWN_OPTION_H
#define CLI_UNKNOWN_OPTION_H

#include "cli/command.h"

/* The error for a long option, of which `length` bytes are its name with the
 * dashes; `command` is NULL before one is known. */
bool unknown_option(const struct command *command, const char *argument,
                    size_t length, struct error *error);

#endif
