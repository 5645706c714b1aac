/* range_test.c -- lrsim range-test: which learning rate suits a problem? */
#include "simulate/range_test.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "cli/load_spec.h"
#include "cli/messages.h"
#include "cli/output_options.h"
#include "cli/picture_options.h"
#include "cli/progress.h"
#include "cli/summary_output.h"
#include "cli/terminal.h"

enum { USUAL_STEPS = 100, SUGGESTIONS = 2 };

static const char *const columns[RANGE_TEST_COLUMNS] = {
    [RANGE_TEST_STEP] = "step",
    [RANGE_TEST_LR] = "lr",
    [RANGE_TEST_LOSS] = "loss",
    [RANGE_TEST_SMOOTHED] = "smoothed_loss",
};

struct range_command {
    const struct arguments *arguments;
    struct document document;
    struct spec spec;
    struct lr_range_test test;
    bool terminal; /* draw on standard output */
    struct picture_style style;
    double marks[SUGGESTIONS]; /* the suggested rates */
    char labels[SUGGESTIONS][32];
    const char *mark_names[SUGGESTIONS];
    struct frame table, picture; /* a picture is over the rate, not the step */
    struct outputs outputs;
    struct summary_output summary;
    struct progress progress;
};

static bool
load(struct range_command *command, struct error *error)
{
    const struct arguments *arguments = command->arguments;
    const struct options *options = &arguments->options;
    struct spec *spec = &command->spec;

    command->test = (struct lr_range_test){.min = options->min,
                                           .max = options->max,
                                           .linear = options->growth == 2,
                                           .smooth = options->smooth};
    if (options->min >= options->max)
        return error_plain(error, STATUS_WRONG,
                           "--min: must be below --max, %g, not %g",
                           options->max, options->min);
    if (!load_spec(arguments, &command->document, spec, error))
        return false;
    if (!spec->steps_given && options->epochs == INTEGER_NULL)
        spec->steps = USUAL_STEPS;
    if (spec->steps < 2)
        return error_plain(error, STATUS_WRONG,
                           "--steps: a range test must have 2 steps or more, "
                           "not %ld",
                           spec->steps);
    return range_test_make(&command->test, spec, arguments->arena, error);
}

static void
make_frames(struct range_command *command)
{
    const struct options *options = &command->arguments->options;

    command->style.logx = command->style.logx || !command->test.linear;
    command->table = (struct frame){
        .title = options->title ? options->title : command->spec.title,
        .count = RANGE_TEST_COLUMNS,
        .names = columns,
        .header = !options->no_header,
        .digits = (int)options->digits,
    };
    command->picture = command->table;
    command->picture.names = columns + RANGE_TEST_LR;
    command->picture.count = RANGE_TEST_COLUMNS - RANGE_TEST_LR;
    command->picture.style = &command->style;
    command->picture.marks = command->marks;
    command->picture.marks_all = true;
    command->picture.mark_names = command->mark_names;
}

static bool
open_outputs(struct range_command *command, struct error *error)
{
    const struct arguments *arguments = command->arguments;
    struct output_targets targets;

    command->outputs.arena = arguments->arena;
    command->terminal = terminal_wanted(arguments);
    if (!picture_options_read(arguments, &command->style, error) ||
        !output_targets_read(arguments, command->terminal ? "txt" : "csv",
                             &targets, error))
        return false;
    if (command->terminal)
        terminal_fit(&command->style);
    make_frames(command);
    return outputs_open(&command->outputs, &targets, error) &&
           outputs_begin_all(&command->outputs, &command->table,
                             &command->picture, error);
}

static void
mark_suggestions(struct range_command *command)
{
    static const char *const names[SUGGESTIONS] = {"steepest", "tenth"};

    if (!command->test.falls)
        return;
    command->marks[0] = command->test.steepest;
    command->marks[1] = command->test.tenth;
    for (size_t i = 0; i < SUGGESTIONS; i++) {
        snprintf(command->labels[i], sizeof command->labels[i], "%s %.4g",
                 names[i], command->marks[i]);
        command->mark_names[i] = command->labels[i];
    }
    command->picture.mark_count = SUGGESTIONS;
}

/* What is printed below the rows; the window keeps room for it. */
static void
make_words(struct range_command *command, struct text *words)
{
    const struct options *options = &command->arguments->options;

    if (options->quiet && !options->summary)
        return;
    if (command->summary.json)
        range_test_json(&command->test, words);
    else
        range_test_text(&command->test,
                        command->terminal ? command->style.columns : 0, words);
    if (!command->terminal)
        return;
    if (!options->summary) {
        terminal_clip(&command->style, words);
        terminal_cut(&command->style, words, command->style.rows - 1);
    }
    terminal_leave(&command->style, terminal_lines(&command->style, words));
}

static bool
write_rows(struct range_command *command, struct error *error)
{
    const struct lr_range_test *test = &command->test;

    for (size_t i = 0; i < test->count; i++) {
        outputs_row(&command->outputs, &command->table, test->rows[i]);
        outputs_row(&command->outputs, &command->picture,
                    test->rows[i] + RANGE_TEST_LR);
    }
    return outputs_finish(&command->outputs, error);
}

static void
show_range_progress(void *context, long t)
{
    struct range_command *command = context;

    progress_show(&command->progress, "rows", 0, (double)t,
                  (double)command->test.spec.steps);
}

static void
run_range_test(struct range_command *command)
{
    progress_begin(&command->progress, command->arguments,
                   "nothing was written; to start over", "");
    if (command->progress.wanted)
        command->test.progress = (struct row_progress){
            .call = show_range_progress, .context = command};
    range_test_run(&command->test);
    progress_clear(&command->progress);
    mark_suggestions(command);
}

static enum status
range_test(const struct arguments *arguments, struct error *error)
{
    struct range_command command = {.arguments = arguments};
    struct text words = {.arena = arguments->arena};
    bool done = load(&command, error) && open_outputs(&command, error) &&
                summary_output_open(&command.summary, arguments,
                                    &command.outputs, error);

    if (done) {
        run_range_test(&command);
        make_words(&command, &words);
        done = write_rows(&command, error);
    }
    outputs_discard(&command.outputs);
    done = done && summary_output_write(&command.summary, &words, error);
    summary_output_discard(&command.summary);
    if (done && !command.summary.alone)
        print_remarks(arguments, &command.outputs);
    return error->status;
}

const struct command command_range_test = {
    .name = "range-test",
    .operands = "[SPEC...] [OPTIONS]",
    .summary = "raise the learning rate from step to step, and suggest one",
    .notes =
        "The rate grows from --min to --max in 100 steps, or --steps, in "
        "place of the spec's schedule, until the smoothed loss exceeds 4 "
        "times its minimum. Two suggestions are printed on standard error: "
        "the rate where the smoothed loss falls fastest, and a tenth of the "
        "rate where it is lowest.",
    .example = "  lrsim range-test beale adam -o range.svg\n",
    .operands_most = INT_MAX,
    .run = range_test,
};
