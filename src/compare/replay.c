/* replay.c -- simulates the runs again with their best values, for rows and
 * expectations. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare/comparison.h"

/* A frame, and where a run has the columns of it. */
struct replay_frame {
    const struct frame *frame;
    const double **values;
    double *row;
};

/* A run whose rows are followed. */
struct replay {
    struct comparison *comparison;
    const struct comparison_follower *follower;
    struct one_run run;
    struct replay_frame rows, curves;
};

static const double missing = NAN;

/* The column with a name.  A run with one group has lr, one with several has
 * lr0. */
static const double *
find_column(struct simulation *simulation, const char *name)
{
    struct nearest nearest = {.word = ""};
    const double *column = column_find(simulation, name, &nearest);
    char first[64];

    snprintf(first, sizeof first, "%s0", name);
    if (!column)
        column = column_find(simulation, first, &nearest);
    if (!column && strcmp(name, "lr0") == 0)
        column = column_find(simulation, "lr", &nearest);
    return column;
}

/* Finds the columns of a frame; those that the run does not have are NaN. */
static bool
find_columns(struct replay *replay, const struct frame *frame, size_t number,
             struct replay_frame *found)
{
    struct arena *arena = replay->run.arena;

    *found = (struct replay_frame){
        .frame = frame,
        .values = arena_alloc(arena, frame->count, sizeof *found->values),
        .row = arena_alloc(arena, frame->count, sizeof *found->row),
    };
    if (!found->values || !found->row)
        return false;
    found->row[0] = (double)number;
    for (size_t i = 1; i < frame->count; i++) {
        const double *value =
            find_column(&replay->run.simulation, frame->names[i]);

        found->values[i] = value ? value : &missing;
    }
    return true;
}

static void
report_row(const struct replay *replay, const struct replay_frame *frame)
{
    const struct comparison_follower *follower = replay->follower;

    for (size_t i = 1; i < frame->frame->count; i++)
        frame->row[i] = *frame->values[i];
    follower->row(follower->context, frame->frame, frame->row);
}

static long
follow_row(void *context, long t)
{
    struct replay *replay = context;
    struct one_run *run = &replay->run;
    bool ends = run->simulation.diverged || t == run->spec.steps ||
                (run->until.program && until_holds(&run->until));

    statistics_row(&run->statistics, t);
    if (ends || t % replay->comparison->request->every == 0) {
        report_row(replay, &replay->rows);
        report_row(replay, &replay->curves);
    }
    return ends ? NO_ROW : t + 1;
}

static struct expect *
parse_expectations(struct replay *replay, struct error *error)
{
    const struct compare_request *request = replay->comparison->request;
    struct expect *expectations = arena_alloc(
        replay->run.arena, request->expect_count + 1, sizeof *expectations);

    if (!expectations)
        error_memory(error);
    for (size_t i = 0; expectations && i < request->expect_count; i++)
        if (!expect_parse(&expectations[i], request->expect[i],
                          &replay->run.statistics.expect_stats, error))
            return NULL;
    return expectations;
}

/* Reports each expectation that does not hold, with the name of the run. */
static bool
report_failed(const struct replay *replay, const char *name,
              const struct expect *expectations, struct error *error)
{
    const struct comparison_follower *follower = replay->follower;

    for (size_t i = 0; i < replay->comparison->request->expect_count; i++) {
        struct error found = {0}, named;

        if (expect_holds(&expectations[i], &replay->run.statistics.expect_stats,
                         &found))
            continue;
        if (found.status != STATUS_NEGATIVE) {
            *error = found;
            return false;
        }
        error_named(&named, STATUS_NEGATIVE, quote(name).text, "%s",
                    found.message);
        follower->failed(follower->context, &named);
    }
    return true;
}

static bool
replay_one(struct replay *replay, size_t number, struct error *error)
{
    struct comparison *comparison = replay->comparison;
    const struct combination *one = &comparison->combinations.items[number];
    struct one_run *run = &replay->run;
    struct follower follower = {replay, 0, follow_row};
    const struct expect *expectations;

    if (!combination_load(&comparison->combinations, one, one->shares, run,
                          error))
        return false;
    if (!find_columns(replay, &comparison->rows, number, &replay->rows) ||
        !find_columns(replay, &comparison->curves, number, &replay->curves))
        return error_memory(error);
    expectations = parse_expectations(replay, error);
    if (!expectations)
        return false;
    follower.first = run->spec.start_step;
    simulate(&run->simulation, run->spec.steps, &follower);
    statistics_end(&run->statistics);
    return report_failed(replay, comparison->table.names[number], expectations,
                         error);
}

bool
comparison_replay(struct comparison *comparison,
                  const struct comparison_follower *follower,
                  struct error *error)
{
    bool done = true;

    for (size_t i = 0; done && i < comparison->combinations.count; i++) {
        struct arena arena = {0};
        struct replay replay = {.comparison = comparison,
                                .follower = follower,
                                .run = {.arena = &arena}};

        done = replay_one(&replay, i, error);
        arena_free(&arena);
    }
    return done;
}
