/* replay.c -- simulates the runs again with their best values, for rows and
 * expectations. */
#include "compare/comparison.h"

/* A frame, and the columns of a run for it. */
struct replay_frame {
    const struct frame *frame;
    struct columns columns; /* those behind the number of the run */
    double *row;
};

/* A run whose rows are followed. */
struct replay {
    struct comparison *comparison;
    const struct comparison_follower *follower;
    struct one_run run;
    struct replay_frame rows, curves;
};

static bool
match_columns(struct replay *replay, const struct frame *frame, size_t number,
              struct replay_frame *matched)
{
    struct arena *arena = replay->run.arena;

    matched->frame = frame;
    matched->row = arena_alloc(arena, frame->count, sizeof *matched->row);
    if (!matched->row)
        return false;
    matched->row[0] = (double)number;
    return columns_match(&replay->run.simulation, frame->names + 1,
                         frame->count - 1, arena, &matched->columns);
}

static void
report_row(const struct replay *replay, const struct replay_frame *frame)
{
    const struct comparison_follower *follower = replay->follower;

    columns_gather(&frame->columns, frame->row + 1);
    follower->row(follower->context, frame->frame, frame->row);
}

static long
follow_replay(void *context, long t)
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
    struct follower follower = {replay, 0, follow_replay};
    const struct expect *expectations;

    if (!combination_load(&comparison->combinations, one, one->shares, run,
                          error))
        return false;
    if (!match_columns(replay, &comparison->rows, number, &replay->rows) ||
        !match_columns(replay, &comparison->curves, number, &replay->curves))
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
