/* replay.c -- the runs of a comparison once more, for what follows rows. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare/comparison.h"

/* A run's simulation once more, with its best values where they are known. */
static bool
begin(const struct comparison *comparison, size_t number, struct arena *arena,
      struct one_run *one_run, struct error *error)
{
    const struct combinations *combinations = &comparison->combinations;
    const struct combination *one = &combinations->items[number];

    *one_run = (struct one_run){.arena = arena,
                                .target = combinations->view.target,
                                .until_text = combinations->view.until,
                                .seed_count = combinations->view.seeds};
    return one_run_load(one_run, &one->spec, combinations->values, one->shares,
                        one->shares ? combinations->tuned : 0, error);
}

/* A frame with the columns that a simulation has for a list. */
static bool
name_columns(struct comparison *comparison, struct simulation *simulation,
             const char *list, struct frame *frame, struct error *error)
{
    struct arena *arena = comparison->arena;
    struct columns columns;
    const char **names;
    const char *const **labels;

    if (!columns_select(simulation, "--columns", list, arena, &columns, error))
        return false;
    names = arena_alloc(arena, columns.count + 1, sizeof *names);
    labels = arena_alloc(arena, columns.count + 1, sizeof *labels);
    if (!names || !labels)
        return error_memory(error);
    names[0] = "run";
    labels[0] = comparison->rank_table.names;
    memcpy(names + 1, columns.names, columns.count * sizeof *names);
    *frame = (struct frame){
        .names = names,
        .count = columns.count + 1,
        .labels = labels,
        .header = !comparison->arguments->options.no_header,
    };
    return true;
}

static struct expect *
parse_expectations(const struct comparison *comparison, struct one_run *one_run,
                   struct error *error)
{
    const struct given *given = &comparison->arguments->options.expect;
    struct expect *all =
        arena_alloc(one_run->arena, given->count + 1, sizeof *all);

    if (!all)
        error_memory(error);
    for (size_t i = 0; all && i < given->count; i++)
        if (!expect_parse(&all[i], given->values[i],
                          &one_run->statistics.expect_stats, error))
            return NULL;
    return all;
}

bool
comparison_columns(struct comparison *comparison, struct error *error)
{
    const char *list = comparison->arguments->options.columns;
    bool many = comparison->combinations.view.seeds != INTEGER_NULL;
    const char *usual = many ? "step,lr,loss_median" : "step,lr,loss";
    const char *rows = many ? "step,lr,loss_median,loss_q1,loss_q3" : usual;
    struct one_run one_run;
    bool done = begin(comparison, 0, comparison->arena, &one_run, error) &&
                parse_expectations(comparison, &one_run, error) &&
                name_columns(comparison, &one_run.simulation,
                             list ? list : rows, &comparison->rows, error) &&
                name_columns(comparison, &one_run.simulation, usual,
                             &comparison->picture, error);

    return done;
}

/* A run on its way to the outputs. */
struct replay {
    struct comparison *comparison;
    struct one_run one_run;
    const double **values[2]; /* of the rows and of the picture */
    double *row;
};

static const double missing = NAN;

/* Where a run has the columns; NaN is what it does not have. */
static const double **
find_values(struct one_run *one_run, const struct frame *frame,
            struct arena *arena)
{
    const double **values = arena_alloc(arena, frame->count, sizeof *values);

    for (size_t i = 1; values && i < frame->count; i++) {
        struct nearest nearest = {.word = ""};
        char first[64];

        values[i] =
            column_find(&one_run->simulation, frame->names[i], &nearest);
        /* One group's lr stands beside another's lr0. */
        snprintf(first, sizeof first, "%s0", frame->names[i]);
        if (!values[i])
            values[i] = column_find(&one_run->simulation, first, &nearest);
        if (!values[i] && strcmp(frame->names[i], "lr0") == 0)
            values[i] = column_find(&one_run->simulation, "lr", &nearest);
        values[i] = values[i] ? values[i] : &missing;
    }
    return values;
}

/* A row of one frame, to those outputs that have it. */
static void
write_row(struct replay *replay, bool picture)
{
    struct comparison *comparison = replay->comparison;
    const struct frame *frame =
        picture ? &comparison->picture : &comparison->rows;

    for (size_t i = 1; i < frame->count; i++)
        replay->row[i] = *replay->values[picture][i];
    outputs_row(&comparison->outputs, frame, replay->row);
}

static long
follow(void *context, long t)
{
    struct replay *replay = context;
    bool ends =
        replay->one_run.simulation.diverged ||
        t == replay->one_run.spec.steps ||
        (replay->one_run.until.program && until_holds(&replay->one_run.until));

    statistics_row(&replay->one_run.statistics, t);
    if (ends || t % replay->comparison->combinations.view.every == 0) {
        write_row(replay, false);
        write_row(replay, true);
    }
    return ends ? NO_ROW : t + 1;
}

/* Each expectation over one run; the last that fails is the error. */
static bool
judge(struct replay *replay, const char *name, const struct expect *all,
      size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct error found = {0};

        if (expect_holds(&all[i], &replay->one_run.statistics.expect_stats,
                         &found))
            continue;
        if (found.status != STATUS_NEGATIVE) {
            *error = found;
            return false;
        }
        say_error(replay->comparison->arguments, error);
        error_plain(error, STATUS_NEGATIVE, "%s: %s", quote(name).text,
                    found.text);
    }
    return true;
}

/* Where it has the columns, and how it comes to be told. */
static bool
prepare(struct replay *replay, size_t number, struct error *error)
{
    struct comparison *comparison = replay->comparison;
    struct arena *arena = replay->one_run.arena;

    replay->row =
        arena_alloc(arena, comparison->rows.count + comparison->picture.count,
                    sizeof(double));
    replay->values[0] = find_values(&replay->one_run, &comparison->rows, arena);
    replay->values[1] =
        find_values(&replay->one_run, &comparison->picture, arena);
    if (!replay->row || !replay->values[0] || !replay->values[1])
        return error_memory(error);
    replay->row[0] = (double)number;
    return true;
}

/* One run with its best values, to outputs and expectations. */
static bool
replay_one(struct comparison *comparison, size_t number, struct arena *arena,
           struct error *negative, struct error *error)
{
    struct replay replay = {.comparison = comparison};
    struct follower follower = {&replay, 0, follow};
    const struct expect *expectations = NULL;
    bool done = begin(comparison, number, arena, &replay.one_run, error) &&
                prepare(&replay, number, error);

    if (done)
        expectations = parse_expectations(comparison, &replay.one_run, error);
    done = expectations != NULL;
    if (done) {
        follower.first = replay.one_run.spec.start_step;
        simulate(&replay.one_run.simulation, replay.one_run.spec.steps,
                 &follower);
        statistics_end(&replay.one_run.statistics);
        done =
            judge(&replay, comparison->rank_table.names[number], expectations,
                  comparison->arguments->options.expect.count, negative);
        if (!done)
            *error = *negative;
    }
    return done;
}

/* Whether anything follows rows. */
static bool
is_followed(const struct comparison *comparison)
{
    const struct outputs *outputs = &comparison->outputs;

    for (size_t i = 0; i < outputs->count; i++)
        if (outputs->items[i].frame != &comparison->rank_table.frame)
            return true;
    return option_given(comparison->arguments, OPTION_expect);
}

bool
comparison_replay(struct comparison *comparison, struct error *negative,
                  struct error *error)
{
    bool done = true;

    if (!is_followed(comparison))
        return true;
    for (size_t i = 0; done && i < comparison->combinations.count; i++) {
        struct arena arena = {0};

        done = replay_one(comparison, i, &arena, negative, error);
        arena_free(&arena);
    }
    return done;
}
