/* completion.h -- what shells may complete, from the tables. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/load_spec.h"
#include "cli/messages.h"

/* What stands behind an option, or as operand of a command. */
enum completes {
    COMPLETES_NOTHING,  /* there is no argument */
    COMPLETES_ANYTHING, /* there is one, which nobody can foresee */
    COMPLETES_WORDS,
    COMPLETES_FILES,
};

/* The words, each behind a space, go into `words` (an arena text): those of a
 * command, or where it is NULL of all that have nothing of their own. */
enum completes completes_option(const struct option_row *row,
                                const struct command *command,
                                struct text *words);

/* Whether a command has words of its own for an option. */
bool completes_itself(const struct option_row *row,
                      const struct command *command);

/* Whether several words may stand there, between commas. */
bool completes_list(const struct option_row *row);

enum completes completes_operand(const struct command *command,
                                 struct text *words);

/* Adds "schedule.linear …", as describe takes them. */
void completes_qualified(const struct family *family, struct text *words);

/* The scripts. */
void completion_bash(struct text *text);
void completion_zsh(struct text *text);
void completion_fish(struct text *text);

#endif
