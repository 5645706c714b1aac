/* schedule.c -- lrsim schedule: the curve of the rate alone. */
#include <limits.h>

#include "cli/show/show.h"
#include "cli/show/transfer.h"

static enum status
schedule(const struct arguments *arguments, struct error *error)
{
    return arguments->options.transfer
               ? show_transfer(arguments, error)
               : show_simulation(arguments, false, error);
}

const struct command command_schedule = {
    .name = "schedule",
    .operands = "[SPEC...] [OPTIONS]",
    .summary = "compute the learning-rate curve alone, without a problem",
    .notes =
        "A SPEC is a file or a schedule (`lrsim help run`). Several of them, "
        "and several --schedule for a file, are computed side by side; a table "
        "of them has a leading column run. A plateau takes its metric from the "
        "spec or from --metric. With --transfer, a table has the base rate "
        "that "
        "is best for each schedule by a worst-case bound (convex problem, "
        "distance and gradients of 1), that bound, and both as factors of the "
        "first one's: what a rate that was tuned under one schedule becomes "
        "under another of the same length.",
    .example = "  lrsim schedule 'linear(0.1) -> cosine_annealing(100)' "
               "-n 105\n",
    .operands_most = INT_MAX,
    .annotates = true,
    .follows = true,
    .run = schedule,
};
