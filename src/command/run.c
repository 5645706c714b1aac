/* run.c -- lrsim run: the optimizer on the problem under the schedule. */
#include "cli/show/show.h"

static enum status
run(const struct arguments *arguments, struct error *error)
{
    return show_simulation(arguments, true, error);
}

const struct command command_run = {
    .name = "run",
    .operands = "[SPEC.json] [OPTIONS]",
    .summary = "simulate an optimizer on a problem; one row per step",
    .notes =
        "SPEC.json is the spec; - is standard input. Flags override it. "
        "Without either, adam runs on rosenbrock at a constant learning rate "
        "for 1000 steps.",
    .example = "  lrsim run --optimizer 'adam(lr=0.01)' --problem beale "
               "--steps 500 -o beale.svg\n",
    .operands_most = 1,
    .annotates = true,
    .run = run,
};
