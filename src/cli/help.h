/* help.h -- what --help prints. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/text.h"
#include "cli/options.h"

/* That of a command; NULL: of the program. */
void help_text(const struct command *command, struct text *text);

/* What `lrsim` alone prints. */
void help_short(struct text *text);

enum { OPTION_MEANING_SIZE = 512 };

/* What an option does, with its default, in memory that is given. */
const char *help_meaning(const struct option_row *row,
                         char meaning[OPTION_MEANING_SIZE]);

/* The heading above an option. */
const char *option_heading(const struct option_row *row);

#endif
