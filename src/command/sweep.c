/* sweep.c -- lrsim sweep: one row per run, on all cores. */
#include "sweep/sweep.h"

#include <limits.h>
#include <unistd.h>

#include "cli/assertions.h"
#include "cli/batch_options.h"
#include "cli/messages.h"
#include "cli/picture_options.h"
#include "cli/progress.h"
#include "cli/sweep_options.h"
#include "cli/terminal.h"
#include "output/best_runs.h"

struct sweep_command {
    const struct arguments *arguments;
    struct sweep sweep;
    struct output_targets targets; /* tables and pictures */
    struct picture_style style;
    struct frame picture;
    struct outputs outputs;
    struct assertions assertions;
    struct progress progress;
    bool shown; /* a table of the best runs is printed for a person */
    struct best_runs best;
};

static void
show_sweep_progress(void *context, size_t made)
{
    struct sweep_command *command = context;
    const struct sweep *sweep = &command->sweep;

    progress_show(&command->progress, "runs", (double)sweep->store.runs,
                  (double)(sweep->written + made), (double)sweep->queue.count);
}

static bool
write_sweep_row(void *context, const double *values)
{
    struct sweep_command *command = context;

    assertions_row(&command->assertions);
    if (command->shown && !best_runs_add(&command->best, values))
        return false;
    return outputs_row(&command->outputs, &command->sweep.frame, values) &&
           outputs_row(&command->outputs, &command->picture, values);
}

/* A terminal gets the best runs, unless it is told otherwise. */
static void
choose_shown(struct sweep_command *command)
{
    const struct options *options = &command->arguments->options;

    command->shown = isatty(STDOUT_FILENO) && options->output.count == 0 &&
                     !options->format && !options->emit;
    command->targets.count = command->shown ? 0 : command->targets.count;
}

static void
begin_progress(struct sweep_command *command)
{
    bool kept = command->sweep.request.database;
    bool resumes = command->sweep.request.resume;

    progress_begin(&command->progress, command->arguments,
                   kept ? "the runs so far are kept; to go on"
                        : "the runs so far are lost; a database keeps them",
                   kept && resumes ? ""
                   : kept          ? " --resume"
                                   : " -o sweep.db");
}

static bool
prepare(struct sweep_command *command, struct error *error)
{
    const struct options *options = &command->arguments->options;
    struct sweep *sweep = &command->sweep;

    choose_shown(command);
    sweep->arena = command->arguments->arena;
    sweep->context = command;
    sweep->row = write_sweep_row;
    begin_progress(command);
    if (command->progress.wanted)
        sweep->progress = show_sweep_progress;
    if (!sweep_prepare(sweep, error))
        return false;
    sweep->frame.header = !options->no_header;
    sweep->frame.digits = (int)options->digits;
    command->assertions = (struct assertions){.arguments = command->arguments,
                                              .arena = sweep->arena,
                                              .frame = &sweep->frame,
                                              .row = sweep->values,
                                              .loss = sweep->loss_column};
    command->best = (struct best_runs){.arena = sweep->arena,
                                       .frame = &sweep->frame,
                                       .variables = sweep->grid.count};
    return assertions_begin(&command->assertions, error);
}

/* The best runs, in the width of the window. */
static bool
print_best(const struct sweep_command *command, struct error *error)
{
    struct picture_style style = {.columns = 0};
    struct text text = {.arena = command->sweep.arena};

    terminal_fit(&style);
    best_runs_text(&command->best, &text);
    terminal_clip(&style, &text);
    return write_text(&text, command->sweep.arena, error) == STATUS_DONE;
}

/* The database is opened last, since a new one stays when what follows
 * fails. */
static bool
make_runs(struct sweep_command *command, struct error *error)
{
    command->outputs.arena = command->sweep.arena;
    command->picture = command->sweep.frame;
    command->picture.swept = command->sweep.grid.count;
    command->picture.style = &command->style;
    command->picture.title = command->arguments->options.title;
    return outputs_open(&command->outputs, &command->targets, error) &&
           outputs_begin_all(&command->outputs, &command->sweep.frame,
                             &command->picture, error) &&
           sweep_run(&command->sweep, error);
}

static enum status
run_sweep(const struct arguments *arguments, struct error *error)
{
    struct sweep_command command = {.arguments = arguments};
    bool done = sweep_options_read(arguments, &command.sweep.request,
                                   &command.targets, error) &&
                picture_options_read(arguments, &command.style, error) &&
                prepare(&command, error);

    if (done && arguments->options.emit)
        return batch_script_print(arguments, &command.sweep, error);
    done = done && make_runs(&command, error);
    progress_clear(&command.progress);
    done = done && outputs_finish(&command.outputs, error);
    if (done)
        print_remarks(arguments, &command.outputs);
    outputs_discard(&command.outputs);
    done = done && (!command.shown || print_best(&command, error));
    sweep_close(&command.sweep);
    if (done)
        assertions_end(&command.assertions, error);
    return error->status;
}

const struct command command_sweep = {
    .name = "sweep",
    .operands = "[SPEC...] --vary PATH=VALUES... [OPTIONS]",
    .summary = "run all combinations of values, one row per run",
    .notes =
        "VALUES are a list (a,b,c), a range with both ends (0:9, 0:1:0.1) or "
        "N numbers between two ends (1e-4:1:log25, 0:1:lin11); lr is short "
        "for optimizer.lr. Of several --vary the last one changes fastest. "
        "The bytes do not depend on --jobs. A picture has a curve of the "
        "final loss for each combination besides one number, a map of two, or "
        "several maps; over seeds it has medians. A database (-o sweep.db) "
        "survives "
        "when the sweep is killed; --resume continues it. --shard makes a "
        "part of the runs, which lrsim merge joins; --emit prints a batch "
        "script that makes all parts.",
    .example = "  lrsim sweep --vary lr=1e-4:1:log25 --vary optimizer=adam,sgd "
               "-o sweep.csv\n",
    .operands_most = INT_MAX,
    .annotates = true,
    .run = run_sweep,
};
