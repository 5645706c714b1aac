/* schema.c -- lrsim schema: what a spec may hold, for editors and checkers. */
#include "spec/schema.h"
#include "cli/load_spec.h"
#include "cli/messages.h"
#include "simulate/families.h"

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
    .notes = "`lrsim check` also tests what a schema cannot express, such as "
             "milestones that must increase.",
    .example = "  lrsim schema >lrsim.schema.json\n",
    .operands_most = 0,
    .run = schema,
};
