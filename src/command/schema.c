/* schema.c -- lrsim schema: what a spec may hold, for editors and checkers. */
#include "spec/schema.h"
#include "command/command.h"

static enum status
schema(const struct arguments *arguments, struct error *error)
{
    struct text text = {.arena = arguments->arena};

    schema_print(all_families, &text);
    return write_text(&text, arguments->arena, error);
}

const struct command command_schema = {
    .name = "schema",
    .operands = "[OPTIONS]",
    .summary = "print the JSON Schema of a spec",
    .notes = "What no schema can say, such as milestones that rise, `lrsim "
             "check` says.\n",
    .operands_most = 0,
    .run = schema,
};
