/* compare.c -- lrsim compare: several runs side by side, ranked. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/ranking.h"
#include "command/sheet.h"

struct comparison {
    const struct arguments *arguments;
    struct arena *arena;
    struct contenders contenders;
    struct ranking ranking;
    /* The rows of all runs, one after the other. */
    struct frame rows, picture;
    struct look look;
    struct sheet sheet;
    bool shown; /* the ranked table, in columns */
};

/* A run's simulation once more, with its best values. */
static bool
begin(const struct comparison *comparison, size_t number, struct arena *arena,
      struct trial *trial, struct error *error)
{
    const struct contenders *contenders = &comparison->contenders;
    const struct contender *one = &contenders->items[number];

    *trial = (struct trial){.arena = arena,
                            .arguments = &one->arguments,
                            .view = &contenders->view};
    return trial_begin(trial, &one->spec, contenders->values, one->shares,
                       contenders->tuned, error);
}

/* The columns that the first run has for a list. */
static bool
name_columns(struct comparison *comparison, const char *list,
             struct frame *frame, struct error *error)
{
    struct arena *arena = comparison->arena;
    struct columns columns;
    struct trial trial;
    const char **names;
    const char *const **labels;
    bool done = begin(comparison, 0, arena, &trial, error) &&
                columns_select(&trial.simulation, "--columns", list, arena,
                               &columns, error);

    trial_end(&trial);
    if (!done)
        return false;
    names = arena_alloc(arena, columns.count + 1, sizeof *names);
    labels = arena_alloc(arena, columns.count + 1, sizeof *labels);
    if (!names || !labels)
        return error_memory(error);
    labels[0] = comparison->ranking.names;
    names[0] = "run";
    memcpy(names + 1, columns.names, columns.count * sizeof *names);
    *frame = (struct frame){
        .names = names,
        .count = columns.count + 1,
        .labels = labels,
        .header = comparison->ranking.frame.header,
    };
    return true;
}

static bool
make_frames(struct comparison *comparison, struct error *error)
{
    const struct arguments *arguments = comparison->arguments;
    const char *list = option_value(arguments, OPTION_COLUMNS);

    if (!ranking_make(&comparison->ranking,
                      !option_value(arguments, OPTION_NO_HEADER), error) ||
        !name_columns(comparison, list ? list : "step,lr,loss",
                      &comparison->rows, error) ||
        !name_columns(comparison, "step,lr,loss", &comparison->picture, error))
        return false;
    comparison->picture.runs = comparison->ranking.names;
    comparison->picture.run_count = comparison->contenders.count;
    comparison->picture.axis = 1;
    comparison->picture.sparse = true;
    comparison->picture.look = &comparison->look;
    comparison->picture.title = option_value(arguments, OPTION_TITLE);
    return true;
}

/* What a target shows: a file of rows has those of all runs; standard output
 * without -o, Markdown and JSON have the ranked table. */
static const struct frame *
frame_of(const struct comparison *comparison, const struct target *target)
{
    const char *name = target->format->name;
    bool ranked = !option_value(comparison->arguments, OPTION_OUTPUT) ||
                  strcmp(name, "md") == 0 || strcmp(name, "json") == 0;

    return target->format->picture ? &comparison->picture
           : ranked                ? &comparison->ranking.frame
                                   : &comparison->rows;
}

static bool
open_outputs(struct comparison *comparison, struct error *error)
{
    const struct arguments *arguments = comparison->arguments;
    struct targets *targets = &comparison->sheet.targets;
    struct reading *readings = arena_alloc(
        comparison->arena, arguments->operand_count + 1, sizeof *readings);
    const struct frame **frames =
        arena_alloc(comparison->arena, targets->count, sizeof *frames);

    if (!readings || !frames)
        return error_memory(error);
    for (size_t i = 0; i < arguments->operand_count; i++)
        readings[i] = (struct reading){arguments->operands[i], "spec"};
    for (size_t i = 0; i < targets->count; i++)
        frames[i] = frame_of(comparison, &targets->items[i]);
    return sheet_open(&comparison->sheet, readings, frames, error);
}

/* A run on its way to the outputs. */
struct rerun {
    struct comparison *comparison;
    struct trial trial;
    const double **values[2]; /* of the rows and of the picture */
    double *row;
};

static const double missing = NAN;

/* Where a run has the columns; NaN is what it does not have. */
static const double **
find_values(struct trial *trial, const struct frame *frame, struct arena *arena)
{
    const double **values = arena_alloc(arena, frame->count, sizeof *values);

    for (size_t i = 1; values && i < frame->count; i++) {
        struct nearest nearest = {.word = ""};
        char first[64];

        values[i] = column_find(&trial->simulation, frame->names[i], &nearest);
        /* One group's lr stands beside another's lr0. */
        snprintf(first, sizeof first, "%s0", frame->names[i]);
        if (!values[i])
            values[i] = column_find(&trial->simulation, first, &nearest);
        if (!values[i] && strcmp(frame->names[i], "lr0") == 0)
            values[i] = column_find(&trial->simulation, "lr", &nearest);
        values[i] = values[i] ? values[i] : &missing;
    }
    return values;
}

static void
write_row(struct rerun *rerun, size_t output, bool picture)
{
    struct comparison *comparison = rerun->comparison;
    const struct frame *frame =
        picture ? &comparison->picture : &comparison->rows;

    for (size_t i = 1; i < frame->count; i++)
        rerun->row[i] = *rerun->values[picture][i];
    output_row(&comparison->sheet.outputs[output], rerun->row);
}

static long
follow(void *context, long t)
{
    struct rerun *rerun = context;
    struct comparison *comparison = rerun->comparison;
    const struct targets *targets = &comparison->sheet.targets;
    bool ends =
        rerun->trial.simulation.diverged || t == rerun->trial.spec.steps ||
        (rerun->trial.until.program && until_holds(&rerun->trial.until));

    statistics_row(&rerun->trial.statistics, t);
    for (size_t i = 0; i < targets->count; i++) {
        const struct frame *frame = frame_of(comparison, &targets->items[i]);

        if (frame != &comparison->ranking.frame &&
            (ends || t % comparison->contenders.view.every == 0))
            write_row(rerun, i, frame == &comparison->picture);
    }
    return ends ? NO_ROW : t + 1;
}

/* Each expectation over one run; the last that fails is the error. */
static bool
judge(struct rerun *rerun, const char *name, const struct expectation *all,
      size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct error found = {0};

        if (expectation_holds(&all[i], &rerun->trial.statistics.watches,
                              &found))
            continue;
        if (found.status != STATUS_NEGATIVE) {
            *error = found;
            return false;
        }
        if (error->status != STATUS_DONE)
            fprintf(stderr, "lrsim: %s\n", error->text);
        error_plain(error, STATUS_NEGATIVE, "%s: %s", quote(name).text,
                    found.text);
    }
    return true;
}

/* One run with its best values, to outputs and expectations. */
static bool
rerun_one(struct comparison *comparison, size_t number, struct arena *arena,
          struct error *negative, struct error *error)
{
    const struct given *given = &comparison->arguments->options[OPTION_EXPECT];
    struct rerun rerun = {.comparison = comparison};
    struct follower follower = {&rerun, 0, follow};
    struct expectation *expectations =
        arena_alloc(arena, given->count, sizeof *expectations);
    bool done = begin(comparison, number, arena, &rerun.trial, error);

    rerun.row =
        arena_alloc(arena, comparison->rows.count + comparison->picture.count,
                    sizeof(double));
    if (done && (!expectations || !rerun.row))
        done = error_memory(error);
    for (size_t i = 0; done && i < given->count; i++)
        done = expectation_parse(&expectations[i], given->values[i],
                                 &rerun.trial.statistics.watches, error);
    if (done) {
        rerun.row[0] = (double)number;
        rerun.values[0] = find_values(&rerun.trial, &comparison->rows, arena);
        rerun.values[1] =
            find_values(&rerun.trial, &comparison->picture, arena);
        done = (rerun.values[0] && rerun.values[1]) || error_memory(error);
    }
    if (done) {
        follower.first = rerun.trial.spec.start_step;
        simulate(&rerun.trial.simulation, rerun.trial.spec.steps, &follower);
        statistics_end(&rerun.trial.statistics);
        done = judge(&rerun, comparison->ranking.names[number], expectations,
                     given->count, negative);
        if (!done)
            *error = *negative;
    }
    trial_end(&rerun.trial);
    return done;
}

/* Rows of the ranked table, to those outputs that have it. */
static void
write_ranked(struct comparison *comparison)
{
    const struct targets *targets = &comparison->sheet.targets;

    for (size_t k = 0; k < comparison->contenders.count; k++) {
        ranking_row(&comparison->ranking, k);
        for (size_t i = 0; i < targets->count; i++)
            if (frame_of(comparison, &targets->items[i]) ==
                &comparison->ranking.frame)
                output_row(&comparison->sheet.outputs[i],
                           comparison->ranking.row);
    }
}

static bool
show(struct comparison *comparison, struct error *error)
{
    struct text text = {.arena = comparison->arena};

    ranking_show(&comparison->ranking, &text);
    return write_text(&text, comparison->arena, error) == STATUS_DONE;
}

static bool
write_all(struct comparison *comparison, struct error *negative,
          struct error *error)
{
    bool done = open_outputs(comparison, error);

    for (size_t i = 0; done && i < comparison->contenders.count; i++) {
        struct arena arena = {0};

        done = rerun_one(comparison, i, &arena, negative, error);
        arena_free(&arena);
    }
    if (!done)
        return false;
    write_ranked(comparison);
    return sheet_finish(&comparison->sheet, error) &&
           (!comparison->shown || show(comparison, error));
}

static void
say_tuned(const struct comparison *comparison)
{
    const struct given *given = &comparison->arguments->options[OPTION_TUNE];

    if (option_value(comparison->arguments, OPTION_QUIET))
        return;
    for (size_t i = 0; i < given->count; i++)
        fprintf(stderr, "tuned %s: %zu trials of each of %zu run%s\n",
                given->values[i], comparison->contenders.trials,
                comparison->contenders.count,
                comparison->contenders.count == 1 ? "" : "s");
}

static bool
prepare(struct comparison *comparison, struct error *error)
{
    const struct arguments *arguments = comparison->arguments;
    bool drawn = option_value(arguments, OPTION_TERMINAL) != NULL;

    comparison->contenders.arguments = arguments;
    comparison->ranking.arena = comparison->arena;
    comparison->ranking.contenders = &comparison->contenders;
    comparison->sheet.arena = comparison->arena;
    if (!contenders_make(&comparison->contenders, error) ||
        !look_read(arguments, &comparison->contenders.view, &comparison->look,
                   error))
        return false;
    if (drawn)
        look_fit_window(&comparison->look);
    if (!targets_read(arguments, drawn ? "txt" : "csv",
                      &comparison->sheet.targets, error))
        return false;
    comparison->shown = isatty(STDOUT_FILENO) && !drawn &&
                        !option_value(arguments, OPTION_OUTPUT) &&
                        !option_value(arguments, OPTION_FORMAT);
    if (comparison->shown)
        comparison->sheet.targets.count = 0;
    return true;
}

static enum status
compare(const struct arguments *arguments, struct error *error)
{
    struct comparison comparison = {.arguments = arguments,
                                    .arena = arguments->arena};
    struct error negative = {0};
    bool done = prepare(&comparison, error) &&
                contenders_run(&comparison.contenders, error);

    if (done) {
        contenders_rank(&comparison.contenders);
        done = make_frames(&comparison, error) &&
               write_all(&comparison, &negative, error);
    }
    sheet_discard(&comparison.sheet);
    if (!done)
        return error->status;
    say_tuned(&comparison);
    for (size_t i = 0; i < comparison.sheet.opened; i++)
        look_say_remark(arguments, &comparison.sheet.outputs[i]);
    *error = negative;
    return error->status;
}

const struct command command_compare = {
    .name = "compare",
    .operands = "[SPEC.json...] [OPTIONS]",
    .summary = "several runs side by side, ranked",
    .notes =
        "--problem, --optimizer and --schedule may be given several times: "
        "then all\ncombinations run.  The first reached --target earlier, or "
        "has the lower final\nloss; ranks are among runs of one problem.  "
        "Standard output, Markdown and JSON\nget the ranked table, other "
        "files the rows of all runs, pictures their curves.\n",
    .operands_most = INT_MAX,
    .run = compare,
};
