/* help.h -- what --help prints. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/text.h"
#include "cli/command.h"

/* That of a command; NULL: of the program. */
void help_text(const struct command *command, struct text *text);

#endif
