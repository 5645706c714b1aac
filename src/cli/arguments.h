/* arguments.h -- the command line, sorted out. */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include "cli/options.h"

struct arguments {
    struct arena *arena;
    const struct command *command; /* NULL: none was given */
    size_t operand_count;
    const char **operands;     /* the last is followed by NULL */
    const struct source *part; /* a file that completes an operand; NULL */
    /* After "--": another system's command line, "--lr 3e-4 ...". */
    size_t word_count;
    const char *const *words;
    struct options options;
    struct given given[OPTION_COUNT]; /* as they were typed */
    int typed_count;
    const char **typed; /* argv in its order */
};

/* Sorts argv into command, options and operands; false with an error of
 * usage.  There is no command where argv is empty, or asks for --help or
 * --version. */
bool arguments_read(struct arguments *arguments, int argc, char **argv,
                    struct error *error);

/* Whether an option was typed. */
bool option_given(const struct arguments *arguments, enum option_id option);

/* The operand of a command that takes one at most; NULL: none. */
const char *arguments_operand(const struct arguments *arguments);

#endif
