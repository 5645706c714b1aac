/* registry.c -- the list of commands. */
#include "cli/command.h"

const struct command *const commands[COMMAND_COUNT] = {
#define COMMAND_ENTRY(name) [COMMAND_##name] = &command_##name,
    COMMANDS(COMMAND_ENTRY)
#undef COMMAND_ENTRY
};

enum command_id
command_id(const struct command *command)
{
    int id = 0;

    while (commands[id] != command)
        id++;
    return (enum command_id)id;
}
