/* schedule.c -- lrsim schedule: the curve of the rate alone. */
#include <limits.h>

#include "cli/show/show.h"

static enum status
schedule(const struct arguments *arguments, struct error *error)
{
    return show_simulation(arguments, false, error);
}

const struct command command_schedule = {
    .name = "schedule",
    .operands = "[SPEC...] [OPTIONS]",
    .summary = "compute the learning-rate curve alone, without a problem",
    .notes =
        "A SPEC is a file or a schedule (`lrsim help run`). Several of them, "
        "and several --schedule for a file, are computed side by side; a table "
        "of them has a leading column run. A plateau takes its metric from the "
        "spec or from --metric.",
    .example = "  lrsim schedule 'linear(0.1) -> cosine_annealing(100)' "
               "-n 105\n",
    .operands_most = INT_MAX,
    .annotates = true,
    .follows = true,
    .run = schedule,
};
