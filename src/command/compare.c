/* compare.c -- lrsim compare: several runs side by side, ranked. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "compare/comparison.h"

/* What the frames of runs have of the table. */
static void
name_runs(struct comparison *comparison)
{
    const struct rank_table *table = &comparison->rank_table;

    comparison->picture.runs = table->names;
    comparison->picture.run_count = comparison->combinations.count;
    comparison->picture.axis = 1;
    comparison->picture.sparse = true;
    comparison->picture.look = &comparison->look;
    comparison->picture.title = comparison->arguments->options.title;
}

const struct frame *
comparison_frame(const struct comparison *comparison,
                 const struct format *format)
{
    const char *name = format->name;
    bool ranked = !option_given(comparison->arguments, OPTION_output) ||
                  strcmp(name, "md") == 0 || strcmp(name, "json") == 0;

    return format->picture ? &comparison->picture
           : ranked        ? &comparison->rank_table.frame
                           : &comparison->rows;
}

static bool
open_outputs(struct comparison *comparison, struct error *error)
{
    const struct read_file *read_files =
        output_read_files(comparison->arguments, "spec", NULL);

    return read_files ? outputs_open(&comparison->outputs, &comparison->targets,
                                     read_files, error)
                      : error_memory(error);
}

static bool
begin_outputs(struct comparison *comparison, struct error *error)
{
    struct outputs *outputs = &comparison->outputs;

    if (!rank_table_make(&comparison->rank_table,
                         !comparison->arguments->options.no_header, error))
        return false;
    name_runs(comparison);
    for (size_t i = 0; i < outputs->count; i++)
        if (!outputs_begin(
                outputs, i,
                comparison_frame(comparison, outputs->items[i].format), error))
            return false;
    return true;
}

/* Rows of the ranked table, to those outputs that have it. */
static void
write_ranked(struct comparison *comparison)
{
    struct rank_table *ranking = &comparison->rank_table;

    for (size_t k = 0; k < comparison->combinations.count; k++) {
        rank_table_row(ranking, k);
        outputs_row(&comparison->outputs, &ranking->frame, ranking->row);
    }
}

static bool
show(struct comparison *comparison, struct error *error)
{
    struct text text = {.arena = comparison->arena};
    struct look window = {0};

    look_fit_window(&window);
    rank_table_text(&comparison->rank_table, window.columns, &text);
    return write_text(&text, comparison->arena, error) == STATUS_DONE;
}

static bool
write_all(struct comparison *comparison, struct error *negative,
          struct error *error)
{
    if (!begin_outputs(comparison, error) ||
        !comparison_replay(comparison, negative, error))
        return false;
    write_ranked(comparison);
    return outputs_finish(&comparison->outputs, error) &&
           (!comparison->shown || show(comparison, error));
}

static void
say_tuned(const struct comparison *comparison)
{
    const struct combinations *combinations = &comparison->combinations;
    const struct given *given = &comparison->arguments->options.tune;

    for (size_t i = 0; i < given->count; i++) {
        fprintf(stderr, "tuned %s: %zu trials of each of %zu run%s",
                given->values[i], combinations->trials, combinations->count,
                combinations->count == 1 ? "" : "s");
        if (combinations->seeds > 1)
            fprintf(stderr, ", each the median of %zu seeds",
                    combinations->seeds);
        fputs("\n", stderr);
    }
}

/* Whether two runs differ by what may be chance. */
static bool
some_vary(const struct combinations *combinations)
{
    for (size_t i = 0; i < combinations->count; i++) {
        const struct combination *one = &combinations->items[i];

        if (one->ranks[0] != one->ranks[combinations->seeds - 1] ||
            combination_is_guess(combinations, one))
            return combinations->count > 1;
    }
    return false;
}

/* What nobody looks for in the table. */
static void
say_rest(const struct comparison *comparison)
{
    const struct combinations *combinations = &comparison->combinations;
    size_t seeds = combinations->seeds;

    if (comparison->arguments->options.quiet)
        return;
    say_tuned(comparison);
    if (seeds < SEEDS_LEAST && some_vary(combinations))
        fprintf(stderr,
                "lrsim: %zu seed%s too few to tell runs apart: it takes at "
                "least %d\n",
                seeds, seeds == 1 ? " is" : "s are", SEEDS_LEAST);
}

static bool
prepare(struct comparison *comparison, struct error *error)
{
    const struct arguments *arguments = comparison->arguments;
    bool drawn = arguments->options.terminal;

    comparison->combinations.arguments = arguments;
    comparison->rank_table.arena = comparison->arena;
    comparison->rank_table.combinations = &comparison->combinations;
    comparison->outputs.arena = comparison->arena;
    if (!combinations_make(&comparison->combinations, error) ||
        !rank_table_begin(&comparison->rank_table, error) ||
        !look_read(arguments, &comparison->look, error))
        return false;
    if (drawn)
        look_fit_window(&comparison->look);
    if (!output_targets_read(arguments, drawn ? "txt" : "csv",
                             &comparison->targets, error))
        return false;
    comparison->shown = isatty(STDOUT_FILENO) && !drawn &&
                        !option_given(arguments, OPTION_output) &&
                        !arguments->options.format;
    if (comparison->shown)
        comparison->targets.count = 0;
    return true;
}

static enum status
compare(const struct arguments *arguments, struct error *error)
{
    struct comparison comparison = {.arguments = arguments,
                                    .arena = arguments->arena};
    struct error negative = {0};
    bool quiet = arguments->options.quiet;
    bool done = prepare(&comparison, error) &&
                comparison_columns(&comparison, error) &&
                open_outputs(&comparison, error) &&
                tune_run(&comparison.combinations,
                         isatty(STDERR_FILENO) && !quiet, error) &&
                rank_combinations(&comparison.combinations, error) &&
                write_all(&comparison, &negative, error);

    outputs_discard(&comparison.outputs);
    if (!done)
        return error->status;
    say_rest(&comparison);
    look_say_remarks(arguments, &comparison.outputs);
    *error = negative;
    return error->status;
}

const struct command command_compare = {
    .name = "compare",
    .operands = "[SPEC.json...] [OPTIONS]",
    .summary = "run several specs side by side and rank them",
    .notes =
        "--problem, --optimizer and --schedule may be repeated: all "
        "combinations run. A run ranks higher if it reaches --target earlier "
        "or, without one, ends with a lower loss; ranks are among runs of one "
        "problem. Standard output, Markdown and JSON receive the ranked "
        "table, other files the rows of all runs, pictures their curves.\n\n"
        "With --seeds the table has medians and quartiles over the seeds, and "
        "rank = 1 + number of runs with a lower median whose difference is "
        "significant (two-sided Mann-Whitney, p < 0.05, exact up to 20 "
        "seeds); p compares a run with the best. Runs that do not depend on "
        "the seed need no test. With --tune, a trial is run with all seeds "
        "and judged by their median.",
    .example = "  lrsim compare --optimizer adam --optimizer sgd --problem "
               "beale \\\n      --tune lr=1e-4:1:log --budget 50\n",
    .operands_most = INT_MAX,
    .annotates = true,
    .run = compare,
};
