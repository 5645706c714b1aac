/* export.c -- lrsim export: the schedule as another system's code. */
#include "export/export.h"

#include <limits.h>

#include "cli/load_spec.h"
#include "cli/messages.h"

static enum status
export_command(const struct arguments *arguments, struct error *error)
{
    const int word = arguments->options.target_system;
    struct warnings warnings = {.arena = arguments->arena,
                                .scope = WARNINGS_FATAL};
    struct text text = {.arena = arguments->arena};
    struct document document;
    struct spec spec;
    bool done;

    if (word == 0) {
        error_plain(error, STATUS_WRONG,
                    "export: expected --to TARGET, such as --to torch");
        return error->status;
    }
    if (!load_spec(arguments, &document, &spec, error))
        return error->status;
    if (!spec.schedule.kind) {
        error_plain(error, STATUS_WRONG,
                    "export: expected a schedule, such as 'cosine(100)'");
        return error->status;
    }
    done = export_schedule(export_targets[word - 1], &spec, &warnings, &text,
                           error);
    say_warnings(arguments, &warnings);
    return done ? write_text(&text, arguments->arena, error) : error->status;
}

const struct command command_export = {
    .name = "export",
    .operands = "[SPEC...] --to TARGET [OPTIONS]",
    .summary = "print the schedule as code of another system, or as a table",
    .notes =
        "The target's own names are used where it has them all, otherwise a "
        "function over a table of the rates; configurations (hf, deepspeed, "
        "transformers, axolotl, lightning, keras_json) accept only "
        "schedules of their own, and are specs in turn.",
    .example = "  lrsim export 'one_cycle(0.1, total_steps=100)' --to torch\n",
    .operands_most = INT_MAX,
    .follows = true,
    .run = export_command,
};
