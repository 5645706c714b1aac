/* help.c -- lrsim help: what a command does, or what a name is. */
#include "cli/help.h"

#include <string.h>

#include "cli/arguments.h"
#include "cli/messages.h"

/* Whether `lrsim list` lists it. */
static bool
is_group(const char *word)
{
    static const char *const groups[] = {"schedules", "optimizers", "problems",
                                         "functions", "formats"};

    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (strcmp(groups[i], word) == 0)
            return true;
    return false;
}

static enum status
help(const struct arguments *arguments, struct error *error)
{
    const char *word = arguments_operand(arguments);
    const struct command *command = NULL;
    struct text text = {.arena = arguments->arena};

    for (size_t i = 0; word && i < COMMAND_COUNT; i++)
        if (strcmp(commands[i]->name, word) == 0)
            command = commands[i];
    if (word && !command && is_group(word))
        return command_list.run(arguments, error);
    if (word && !command)
        return command_describe.run(arguments, error);
    help_text(command, &text);
    return write_text(&text, arguments->arena, error);
}

const struct command command_help = {
    .name = "help",
    .operands = "[COMMAND|NAME] [OPTIONS]",
    .summary = "print the help of a command, or describe one entry",
    .example = "  lrsim help run\n",
    .operands_most = 1,
    .run = help,
};
