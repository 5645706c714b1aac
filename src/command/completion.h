/* completion.h -- what shells may complete, from the tables. */
#ifndef COMMAND_COMPLETION_H
#define COMMAND_COMPLETION_H

#include "command/command.h"

/* What stands behind an option, or as operand of a command. */
enum completes {
    COMPLETES_NOTHING,  /* there is no argument */
    COMPLETES_ANYTHING, /* there is one, which nobody can foresee */
    COMPLETES_WORDS,
    COMPLETES_FILES,
};

/* The words, each behind a space, go into `words` (an arena text). */
enum completes completes_option(const struct option_row *row,
                                struct text *words);
enum completes completes_operand(const struct command *command,
                                 struct text *words);

/* The scripts. */
void completion_bash(struct text *text);
void completion_zsh(struct text *text);
void completion_fish(struct text *text);

#endif
