/* run.c -- lrsim run: the optimizer on the problem under the schedule. */
#include "command/command.h"

static enum status
run(const struct arguments *arguments, struct error *error)
{
    return simulate_command(arguments, true, error);
}

const struct command command_run = {
    .name = "run",
    .operands = "[SPEC.json] [OPTIONS]",
    .summary = "simulate the optimizer on the problem under the schedule; a "
               "row for each step",
    .notes =
        "SPEC.json is the spec; - is standard input; flags override it.  "
        "Without any,\nthe defaults run: adam on rosenbrock, at a constant "
        "rate, for 1000 steps.\n",
    .operands_most = 1,
    .annotates = true,
    .run = run,
};
