/* command.h -- what a command is, and THE LIST of commands. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/error.h"

/* One line a command, in the order of `lrsim --help`; each has a file in
 * src/command/ with its descriptor, command_NAME. */
#define COMMANDS(X)                                                            \
    X(run)                                                                     \
    X(schedule)                                                                \
    X(plot)                                                                    \
    X(compare)                                                                 \
    X(sweep)                                                                   \
    X(merge)                                                                   \
    X(range_test)                                                              \
    X(whatif)                                                                  \
    X(check)                                                                   \
    X(diff)                                                                    \
    X(spec)                                                                    \
    X(list)                                                                    \
    X(describe)                                                                \
    X(schema)                                                                  \
    X(export)                                                                  \
    X(completion)                                                              \
    X(help)

enum command_id {
#define COMMAND_ID(name) COMMAND_##name,
    COMMANDS(COMMAND_ID)
#undef COMMAND_ID
        COMMAND_COUNT
};

struct arguments;

struct command {
    const char *name;
    const char *operands; /* "[SPEC...] [OPTIONS]", for the usage line */
    const char *summary;  /* imperative: "simulate an optimizer" */
    const char *notes;    /* paragraphs for its --help; NULL: none */
    const char *example;  /* command lines that end its --help */
    size_t operands_most;
    bool annotates; /* --format github prints annotations */
    bool follows;   /* without steps, it ends where the schedule does */
    enum status (*run)(const struct arguments *arguments, struct error *error);
};

#define COMMAND_EXTERN(name) extern const struct command command_##name;
COMMANDS(COMMAND_EXTERN)
#undef COMMAND_EXTERN

extern const struct command *const commands[COMMAND_COUNT];

/* The place of a command in the list. */
enum command_id command_id(const struct command *command);

#endif
