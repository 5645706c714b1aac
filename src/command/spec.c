/* spec.c -- lrsim spec: the canonical JSON of what the arguments amount to. */
#include "cli/load_spec.h"
#include "cli/messages.h"
#include "spec/print.h"

static enum status
print_spec(const struct arguments *arguments, struct error *error)
{
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;
    struct text text = {.arena = arguments->arena};
    struct document document;
    struct spec spec;
    enum status status = STATUS_WRONG;

    if (load_spec(arguments, path, &document, &spec, error)) {
        spec_print(&spec, &text);
        status = write_text(&text, arguments->arena, error);
    }
    return status;
}

const struct command command_spec = {
    .name = "spec",
    .operands = "[SPEC.json] [OPTIONS]",
    .summary = "print the full spec that the arguments amount to, defaults "
               "filled in",
    .example = "  lrsim spec --schedule 'warmup(500) -> "
               "cosine_annealing(9500)' --steps 10000\n",
    .operands_most = 1,
    .run = print_spec,
};
