/* compare.c -- lrsim compare: several runs side by side, ranked. */
#include <limits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/parallel.h"
#include "cli/load_spec.h"
#include "cli/messages.h"
#include "cli/output_options.h"
#include "cli/picture_options.h"
#include "cli/terminal.h"
#include "cli/progress.h"
#include "compare/comparison.h"

struct compare_command {
    const struct arguments *arguments;
    struct compare_request request;
    struct comparison comparison;
    struct picture_style style;
    struct outputs outputs;
    bool drawn;   /* on standard output, in the window */
    bool shown;   /* the table is printed for a person */
    bool replays; /* something needs the rows of the runs */
    struct progress progress;
    struct error negative; /* the last expectation that does not hold */
};

static void
print_progress(void *context, const char *things, double done, double all)
{
    struct compare_command *command = context;

    progress_show(&command->progress, things, 0, done, all);
}

static bool
make_compare_request(struct compare_command *command, struct error *error)
{
    const struct options *options = &command->arguments->options;

    if (options->tune.count == 0 &&
        option_given(command->arguments, OPTION_budget))
        return error_plain(error, STATUS_WRONG, "--budget: requires --tune");
    progress_begin(&command->progress, command->arguments,
                   "nothing was written; to start over", "");
    command->request = (struct compare_request){
        .seed_count = options->seeds,
        .target = options->target,
        .until = options->until,
        .tune_count = options->tune.count,
        .tune = options->tune.values,
        .budget = (size_t)options->budget,
        .columns = options->columns,
        .every = options->every,
        .plot = options->plot,
        .plane = options->plane,
        .header = !options->no_header,
        .digits = (int)options->digits,
        .expect_count = options->expect.count,
        .expect = options->expect.values,
        .jobs = options->jobs == INTEGER_NULL ? parallel_processors()
                                              : (size_t)options->jobs,
        .progress = command->progress.wanted ? print_progress : NULL,
        .progress_context = command,
    };
    return load_spec_inputs(command->arguments, &command->request.inputs,
                            &command->request.input_count, error);
}

/* What a terminal gets: the table, below a drawing where one is asked for. */
static void
choose_shown(struct compare_command *command)
{
    const struct options *options = &command->arguments->options;
    bool asked = options->terminal || options->plot || options->format;

    command->drawn = asked && terminal_wanted(command->arguments);
    command->shown = isatty(STDOUT_FILENO) && options->output.count == 0 &&
                     (command->drawn || !options->format);
    if (command->drawn)
        terminal_fit(&command->style);
}

/* Opens the outputs; none where only the table is printed for a person. */
static bool
open_compare_outputs(struct compare_command *command, struct error *error)
{
    const struct arguments *arguments = command->arguments;
    struct output_targets targets;

    if (!picture_options_read(arguments, &command->style, error))
        return false;
    choose_shown(command);
    if (!output_targets_read(arguments, command->drawn ? "txt" : "csv",
                             &targets, error))
        return false;
    if (command->shown && !command->drawn)
        targets.count = 0;
    return outputs_open(&command->outputs, &targets, error);
}

static bool
begin_compare_outputs(struct compare_command *command, struct error *error)
{
    command->replays = command->request.expect_count > 0;
    for (size_t i = 0; i < command->outputs.count; i++) {
        const struct frame *frame = comparison_frame(
            &command->comparison, command->outputs.items[i].format,
            command->arguments->options.output.count > 0);

        if (!outputs_begin(&command->outputs, i, frame, error))
            return false;
        command->replays |= frame != &command->comparison.table.frame &&
                            frame != &command->comparison.table.people;
    }
    return true;
}

/* All but the last failure are printed here. */
static void
keep_failure(void *context, const struct error *error)
{
    struct compare_command *command = context;

    say_error(command->arguments, &command->negative);
    command->negative = *error;
}

/* A drawing leaves the table a half of the window at most, of a low one a
 * quarter, if that is more than its heading. */
static void
cut_table(const struct picture_style *style, struct text *text)
{
    enum { LOW = 22, LEAST = 12 };
    bool said = style->rows >= LEAST && style->columns > 30;
    size_t most = style->rows / (said && style->rows < LOW ? 4 : 2);

    if (terminal_lines(style, text) <= most)
        return;
    terminal_cut(style, text, most - said);
    if (said)
        text_string(text, "(-o FILE.md has all runs)\n");
}

/* The table for the window. */
static void
make_table(struct compare_command *command, struct text *text)
{
    struct picture_style *style = &command->style;

    if (!command->drawn)
        terminal_fit(style);
    rank_table_text(&command->comparison.table, style->columns, text);
    if (!command->drawn)
        return;
    terminal_clip(style, text);
    cut_table(style, text);
    terminal_leave(style, terminal_lines(style, text));
}

/* Simulates; the runs that are drawn or whose rows are wanted, once more. */
static bool
run_comparison(struct compare_command *command, struct error *error)
{
    const struct comparison_follower follower = {&command->outputs, command,
                                                 keep_failure};
    struct comparison *comparison = &command->comparison;
    bool done = comparison_run(comparison, error);

    progress_clear(&command->progress);
    command->progress.started = clock_seconds();
    done =
        done && begin_compare_outputs(command, error) &&
        (!command->replays || comparison_replay(comparison, &follower, error));
    progress_clear(&command->progress);
    return done;
}

static bool
write_comparison(struct compare_command *command, struct error *error)
{
    struct comparison *comparison = &command->comparison;
    struct rank_table *table = &comparison->table;
    struct text text = {.arena = comparison->arena};

    for (size_t i = 0; i < comparison->combinations.count; i++) {
        rank_table_row(table, i);
        outputs_row(&command->outputs, &table->frame, table->row);
        for (size_t k = 0; k < table->frame.count; k++)
            table->row[k] = (double)i;
        outputs_row(&command->outputs, &table->people, table->row);
    }
    if (command->shown)
        make_table(command, &text);
    if (!outputs_finish(&command->outputs, error))
        return false;
    /* A drawing is all of standard output. */
    if (command->drawn)
        say_text(&text);
    return !command->shown || command->drawn ||
           write_text(&text, comparison->arena, error) == STATUS_DONE;
}

static enum status
compare_specs(const struct arguments *arguments, struct error *error)
{
    struct compare_command command = {
        .arguments = arguments,
        .comparison = {.arena = arguments->arena,
                       .request = &command.request,
                       .picture.frame = {.title = arguments->options.title,
                                         .style = &command.style}},
        .outputs = {.arena = arguments->arena},
    };
    struct text notes = {.arena = arguments->arena};
    bool done = make_compare_request(&command, error) &&
                comparison_begin(&command.comparison, error) &&
                open_compare_outputs(&command, error) &&
                run_comparison(&command, error) &&
                write_comparison(&command, error);

    outputs_discard(&command.outputs);
    if (!done)
        return error->status;
    if (!arguments->options.quiet) {
        comparison_add_notes(&command.comparison, &notes);
        say_text(&notes);
    }
    print_remarks(arguments, &command.outputs);
    *error = command.negative;
    return error->status;
}

const struct command command_compare = {
    .name = "compare",
    .operands = "[SPEC...] [OPTIONS]",
    .summary = "run several specs side by side and rank them",
    .notes =
        "Several problems, optimizers and schedules, as SPECs (`lrsim help "
        "run`) or options, and files: all combinations run. A run ranks higher "
        "if it reaches --target earlier "
        "or, without one, ends with a lower loss; ranks are among runs of one "
        "problem. Standard output, Markdown and JSON receive the ranked "
        "table, other files the rows of all runs, pictures their curves.\n\n"
        "With --seeds the table has medians and quartiles over the seeds, and "
        "rank = 1 + number of runs with a lower median whose difference is "
        "significant (two-sided Mann-Whitney, p < 0.05, exact up to 20 "
        "seeds); p compares a run with the best. Runs that do not depend on "
        "the seed need no test. With --tune, a trial is run with all seeds "
        "and judged by their median.",
    .example = "  lrsim compare adam 'sgd(momentum=0.9)' lion rosenbrock beale "
               "\\\n      --tune lr=1e-4:1:log --budget 50\n",
    .operands_most = INT_MAX,
    .annotates = true,
    .run = compare_specs,
};
