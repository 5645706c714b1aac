/* export.c -- lrsim export: the schedule as another system's code. */
#include "export/export.h"

#include <string.h>

#include "cli/load_spec.h"
#include "cli/messages.h"

/* Only PyTorch leaves it to its user when a schedule is stepped. */
static bool
check_pace(enum export_target target, const struct spec *spec,
           struct error *error)
{
    const struct place place = {.parent = spec->schedule.place,
                                .name = "interval"};

    return target == TARGET_TORCH || spec->interval != INTERVAL_EPOCH ||
           spec->steps_per_epoch == 1 ||
           error_at(error, &place, "must be \"step\": %s counts steps",
                    export_targets[target]);
}

static bool
compose(enum export_target target, const struct arguments *arguments,
        const struct spec *spec, struct text *text, struct error *error)
{
    struct arena *arena = arguments->arena;
    struct warnings warnings = {.arena = arena, .running = true};
    struct simulation simulation;

    if (!spec->schedule.kind)
        return error_plain(error, STATUS_WRONG,
                           "export: must have a schedule; --schedule gives "
                           "one");
    if (!check_pace(target, spec, error) ||
        !simulation_check(&simulation, spec, arena, error))
        return false;
    if (target == TARGET_HF && spec->param_groups.count > 0)
        return error_at(error, node_place(&spec->optimizer, "lr"),
                        "must be for one group: the Trainer has one rate");
    simulation_warn(&simulation, &warnings);
    say_warnings(arguments, &warnings);
    if (!export_knows(target, &spec->schedule))
        return export_table(target, &simulation, text, error);
    export_native(target, spec, text);
    return true;
}

static enum status
export_schedule(const struct arguments *arguments, struct error *error)
{
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;
    struct text text = {.arena = arguments->arena};
    enum export_target target =
        (enum export_target)(arguments->options.target_system - 1);
    struct document document = {0};
    struct spec spec;
    enum status status = STATUS_WRONG;

    if (arguments->options.target_system == 0) {
        error_plain(error, STATUS_WRONG,
                    "export: expected --to TARGET, such as --to torch");
        return error->status;
    }
    if (load_spec(arguments, path, &document, &spec, error) &&
        compose(target, arguments, &spec, &text, error))
        status = write_text(&text, arguments->arena, error);
    return error->status ? error->status : status;
}

const struct command command_export = {
    .name = "export",
    .operands = "[SPEC.json] --to TARGET [OPTIONS]",
    .summary = "print the schedule as code of another system, or as a table",
    .notes =
        "The target's own names are used where it has them all, otherwise a "
        "function over a table of the rates; hf and deepspeed accept only "
        "their own schedules.",
    .example = "  lrsim export --schedule 'one_cycle(0.1, total_steps=100)' "
               "--to torch\n",
    .operands_most = 1,
    .run = export_schedule,
};
