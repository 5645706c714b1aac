/* spec.c -- lrsim spec: the canonical JSON of what the arguments amount to. */
#include <limits.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "spec/print.h"

static enum status
print_spec(const struct arguments *arguments, struct error *error)
{
    struct text text = {.arena = arguments->arena};
    struct document document;
    struct spec spec;

    if (!load_spec(arguments, &document, &spec, error))
        return error->status;
    spec_print(&spec, &text);
    return write_text(&text, arguments->arena, error);
}

const struct command command_spec = {
    .name = "spec",
    .operands = "[SPEC...] [OPTIONS]",
    .summary = "print the full spec that the arguments amount to, defaults "
               "filled in",
    .example =
        "  lrsim spec 'warmup(500) -> cosine_annealing(9500)' -n 10000\n",
    .operands_most = INT_MAX,
    .follows = true,
    .run = print_spec,
};
