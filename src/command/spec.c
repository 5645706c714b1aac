/* spec.c -- lrsim spec: the canonical JSON of what the arguments amount to. */
#include "command/command.h"

static enum status
print_spec(const struct arguments *arguments, struct error *error)
{
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;
    struct text text = {.arena = arguments->arena};
    struct document document;
    struct view view;
    struct spec spec;
    enum status status = STATUS_WRONG;

    if (!arguments_view(arguments, &view, error))
        return error->status;
    if (arguments_spec(arguments, path, &view, &document, &spec, error)) {
        spec_print(&spec, &text);
        status = write_text(&text, arguments->arena, error);
    }
    return status;
}

const struct command command_spec = {
    .name = "spec",
    .operands = "[SPEC.json] [OPTIONS]",
    .summary = "print the spec that the arguments amount to, defaults filled "
               "in",
    .operands_most = 1,
    .run = print_spec,
};
