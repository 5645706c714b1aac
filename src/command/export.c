/* export.c -- lrsim export: the schedule as another system's code. */
#include "export/export.h"

#include <string.h>

#include "command/command.h"

const char *const export_targets[] = {"torch",     "hf", "keras", "optax",
                                      "deepspeed", "c",  "table", NULL};

static bool
choose_target(const char *word, enum target *target, struct error *error)
{
    for (size_t i = 0; word && i < TARGET_COUNT; i++)
        if (strcmp(word, export_targets[i]) == 0) {
            *target = (enum target)i;
            return true;
        }
    return error_plain(error, STATUS_WRONG,
                       "--to: must be torch, hf, keras, optax, deepspeed, c or "
                       "table%s%s%s",
                       word ? ", not '" : "", word ? quote(word).text : "",
                       word ? "'" : "");
}

/* Only PyTorch leaves it to its user when a schedule is stepped. */
static bool
check_pace(enum target target, const struct spec *spec, struct error *error)
{
    const struct place place = {.parent = spec->schedule.place,
                                .name = "interval"};

    return target == TARGET_TORCH || spec->interval != INTERVAL_EPOCH ||
           spec->steps_per_epoch == 1 ||
           error_at(error, &place, "must be \"step\": %s counts steps",
                    export_targets[target]);
}

static bool
compose(enum target target, const struct arguments *arguments,
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
    export_call(target, spec, text);
    return true;
}

static enum status
export_schedule(const struct arguments *arguments, struct error *error)
{
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;
    struct text text = {.arena = arguments->arena};
    enum target target = TARGET_TORCH;
    struct document document = {0};
    struct view view;
    struct spec spec;
    enum status status = STATUS_WRONG;

    if (!choose_target(option_value(arguments, OPTION_TO), &target, error) ||
        !arguments_view(arguments, &view, error))
        return error->status;
    if (arguments_spec(arguments, path, &view, &document, &spec, error) &&
        compose(target, arguments, &spec, &text, error))
        status = write_text(&text, arguments->arena, error);
    return error->status ? error->status : status;
}

const struct command command_export = {
    .name = "export",
    .operands = "[SPEC.json] --to TARGET [OPTIONS]",
    .summary = "the schedule as code of torch, hf, keras, optax, deepspeed or "
               "c, or as a table",
    .notes = "By the target's own names where it has them all, or else as a "
             "function\nover a table of the rates; hf and deepspeed take their "
             "own only.\n",
    .operands_most = 1,
    .run = export_schedule,
};
