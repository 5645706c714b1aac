/* run.c -- lrsim run: the optimizer on the problem under the schedule. */
#include <limits.h>

#include "cli/show/show.h"

static enum status
run(const struct arguments *arguments, struct error *error)
{
    return show_simulation(arguments, true, error);
}

const struct command command_run = {
    .name = "run",
    .operands = "[SPEC...] [OPTIONS]",
    .summary = "simulate an optimizer on a problem; one row per step",
    .notes =
        "A SPEC is a file (- is standard input), a name such as adam or beale, "
        "a text in the short form, such as 'linear(0.1) -> "
        "cosine_annealing(100)', or pasted code: at most one file, problem, "
        "optimizer and schedule. A file is a spec, the configuration of "
        "another system, a log or a script, recognised by its content; ./adam "
        "is a file of that name. Flags override the file. "
        "Without a SPEC, adam runs on rosenbrock at a constant learning rate "
        "for 1000 steps.",
    .example = "  lrsim run 'adam(lr=0.01)' beale -n 500 -o beale.svg\n",
    .operands_most = INT_MAX,
    .annotates = true,
    .run = run,
};
