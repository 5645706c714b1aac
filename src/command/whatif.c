/* whatif.c -- lrsim whatif: the loss of a logged run under other schedules. */
#include <limits.h>
#include <string.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "cli/output_options.h"
#include "cli/picture_options.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "lib/forecast_output.h"
#include "spec/length.h"

struct whatif_command {
    const struct arguments *arguments;
    struct forecast_request request;
    struct forecast forecast;
    struct picture_style style;
    struct outputs outputs;
    struct progress progress;
};

static void
print_candidates(void *context, size_t done, size_t all)
{
    struct whatif_command *command = context;

    progress_show(&command->progress, "candidates", 0, (double)done,
                  (double)all);
}

/* Whether an override is a candidate's: its schedule, or its length. */
static bool
is_schedule(const struct spec_override *override)
{
    return strcmp(override->flag, option_rows[OPTION_schedule].flag) == 0;
}

static bool
is_steps(const struct spec_override *override)
{
    return strcmp(override->flag, option_rows[OPTION_steps].flag) == 0;
}

/* A text among the operands. */
static bool
is_own(const struct spec_override *override)
{
    return override->kind == OVERRIDE_NODE && !is_schedule(override);
}

/* The overrides of one kind, in their order. */
static bool
select_overrides(const struct spec_input *input,
                 bool (*wanted)(const struct spec_override *),
                 const struct spec_override **selected, size_t *count,
                 struct arena *arena, struct error *error)
{
    struct spec_override *made = arena_alloc(arena, input->count, sizeof *made);

    if (!made)
        return error_memory(error);
    for (size_t i = 0; i < input->count; i++)
        if (wanted(&input->overrides[i]))
            made[(*count)++] = input->overrides[i];
    *selected = made;
    return true;
}

static bool
is_common(const struct spec_override *override)
{
    return !is_schedule(override) && !is_steps(override) && !is_own(override);
}

static bool
list_files(const struct arguments *arguments, struct forecast_request *request,
           struct error *error)
{
    const char **files =
        arena_alloc(arguments->arena, arguments->operand_count, sizeof *files);

    if (!files)
        return error_memory(error);
    request->files = files;
    for (size_t i = 0; i < arguments->operand_count; i++)
        if (operand_is_file(arguments->operands[i]))
            files[request->file_count++] = arguments->operands[i];
    return true;
}

static bool
make_forecast_request(struct whatif_command *command, struct error *error)
{
    const struct arguments *arguments = command->arguments;
    const struct options *options = &arguments->options;
    struct forecast_request *request = &command->request;
    struct arena *arena = arguments->arena;
    struct spec_input all;

    progress_begin(&command->progress, arguments,
                   "nothing was written; to start over", "");
    *request = (struct forecast_request){
        .vary_count = options->vary.count,
        .vary = options->vary.values,
        .law = options->law ? loss_law_kinds[options->law - 1] : NULL,
        .warmup_before = options->warmup_before,
        .progress = command->progress.wanted ? print_candidates : NULL,
        .progress_context = command,
    };
    if (!file_kind_find(options->as, &request->kind, error) ||
        !load_overrides(arguments, &all, error) ||
        !list_files(arguments, request, error) ||
        !select_overrides(&all, is_schedule, &request->schedules,
                          &request->schedule_count, arena, error) ||
        !select_overrides(&all, is_steps, &request->steps,
                          &request->steps_count, arena, error) ||
        !select_overrides(&all, is_own, &request->own, &request->own_count,
                          arena, error) ||
        !config_request_make(arguments, &all, &request->config, error))
        return false;
    request->config.dialect = request->kind.dialect;
    /* --steps is the candidates' length. */
    request->config.steps = INTEGER_NULL;
    request->input = all;
    request->input.count = 0;
    return select_overrides(&all, is_common, &request->input.overrides,
                            &request->input.count, arena, error);
}

static bool
open_whatif_outputs(struct whatif_command *command, struct error *error)
{
    const struct arguments *arguments = command->arguments;
    const char *usual = arguments->options.terminal ? "txt" : "md";
    struct output_targets targets;

    if (!picture_options_read(arguments, &command->style, error) ||
        !output_targets_read(arguments, usual, &targets, error))
        return false;
    if (arguments->options.terminal)
        terminal_fit(&command->style);
    return outputs_open(&command->outputs, &targets, error);
}

/* Shares are of the logged run. */
static bool
read_every(const struct whatif_command *command, long *every,
           struct error *error)
{
    long updates = (long)command->forecast.basis.curve.updates;
    const struct span span = {.whole = updates, .left = updates, .epoch = 1};

    return step_count_read(&command->arguments->options.every, &span,
                           command->arguments->arena, every, error);
}

static enum status
what_if(const struct arguments *arguments, struct error *error)
{
    struct whatif_command command = {
        .arguments = arguments,
        .forecast = {.arena = arguments->arena, .request = &command.request},
        .outputs = {.arena = arguments->arena},
    };
    struct forecast_output output = {.forecast = &command.forecast,
                                     .outputs = &command.outputs,
                                     .header = !arguments->options.no_header,
                                     .digits = (int)arguments->options.digits,
                                     .title = arguments->options.title,
                                     .style = &command.style};
    bool done = make_forecast_request(&command, error) &&
                open_whatif_outputs(&command, error) &&
                forecast_make(&command.forecast, error);

    progress_clear(&command.progress);
    done = done && read_every(&command, &output.every, error);
    if (done && !arguments->options.quiet)
        say_text(&command.forecast.notes);
    if (done && forecast_write(&output, error))
        print_remarks(arguments, &command.outputs);
    outputs_discard(&command.outputs);
    return error->status;
}

const struct command command_whatif = {
    .name = "whatif",
    .operands = "LOG... [SPEC] [OPTIONS]",
    .summary = "predict a logged run's loss under other schedules and lengths",
    .notes =
        "A law of the loss is fitted to the logged runs; all else is compared "
        "with the first. It holds for the same model, data, batch and peak "
        "rate, and up to 3.2 times the length: the rest is refused. SPEC gives "
        "the rates that the log lacks. All combinations of --schedule, --steps "
        "and --vary are predicted, from the peak of the run. Standard output "
        "and Markdown receive the ranking; JSON the law too, which replaces "
        "the logs as an operand; CSV all curves, of which run 0 is the fitted.",
    .example = "  lrsim whatif log.csv --schedule 'warmup(100) -> linear(1, 0, "
               "7900)' -n 8000\n",
    .operands_most = INT_MAX,
    .run = what_if,
};
