/* schedule.c -- lrsim schedule: the curve of the rate alone. */
#include "command/command.h"

static enum status
schedule(const struct arguments *arguments, struct error *error)
{
    if (arguments->options[OPTION_SCHEDULE].count > 1)
        return schedules_command(arguments, error);
    return simulate_command(arguments, false, error);
}

const struct command command_schedule = {
    .name = "schedule",
    .operands = "[SPEC.json] [OPTIONS]",
    .summary = "the curve of the learning rate alone, without a problem",
    .notes = "A plateau hears the \"metric\" of the spec, or of "
             "--metric.\n",
    .operands_most = 1,
    .annotates = true,
    .run = schedule,
};
