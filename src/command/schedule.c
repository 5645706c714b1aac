/* schedule.c -- lrsim schedule: the curve of the rate alone. */
#include "cli/show/show.h"

static enum status
schedule(const struct arguments *arguments, struct error *error)
{
    return show_simulation(arguments, false, error);
}

const struct command command_schedule = {
    .name = "schedule",
    .operands = "[SPEC.json] [OPTIONS]",
    .summary = "compute the learning-rate curve alone, without a problem",
    .notes =
        "Several --schedule are computed side by side; a table of them has a "
        "leading column run. A plateau takes its metric from the spec or from "
        "--metric.",
    .example = "  lrsim schedule --schedule 'linear(0.1) -> "
               "cosine_annealing(100)' --steps 105\n",
    .operands_most = 1,
    .annotates = true,
    .run = schedule,
};
