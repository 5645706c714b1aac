/* replay.c -- simulates the runs again with their best values, for rows and
 * expectations. */
#include "compare/comparison.h"
#include "simulate/recorder.h"

/* A run that is simulated again. */
struct replay {
    struct comparison *comparison;
    const struct comparison_follower *follower;
    size_t number; /* of the run */
    struct one_run run;
    struct recorder recorder;
};

/* Records the columns of a frame, behind the number of the run. */
static bool
add_replay_frame(struct replay *replay, const struct frame *frame,
                 const char *const *names, size_t number)
{
    struct recorder *recorder = &replay->recorder;
    struct arena *arena = replay->run.arena;
    struct columns columns;

    if (!columns_match(&replay->run.simulation, names + 1, frame->count - 1,
                       arena, &columns) ||
        !recorder_add(recorder, frame, &columns, arena))
        return false;
    recorder->recorded[recorder->count - 1].row[0] = (double)number;
    return true;
}

/* Rows of all runs, each of as many steps as this one. */
static void
report_replayed(void *context, long t)
{
    const struct replay *replay = context;
    const struct compare_request *request = replay->comparison->request;
    double steps = (double)replay->run.spec.steps;

    request->progress(request->progress_context, "rows",
                      (double)replay->number * steps + (double)t,
                      (double)replay->comparison->combinations.count * steps);
}

static bool
make_recorder(struct replay *replay)
{
    size_t number = replay->number;
    struct comparison *comparison = replay->comparison;
    struct one_run *run = &replay->run;
    const struct frame *rows = &comparison->rows;
    const struct compare_picture *picture = &comparison->picture;
    long first = run->spec.start_step, last = run->spec.steps;

    replay->recorder = (struct recorder){
        .simulation = &run->simulation,
        .first = first,
        .from = first,
        .to = last,
        .last = last,
        .every = comparison->combinations.items[number].every,
        .outputs = replay->follower->outputs,
        .statistics = &run->statistics,
        .until = run->until,
    };
    if (comparison->request->progress)
        replay->recorder.progress =
            (struct row_progress){.call = report_replayed, .context = replay};
    return add_replay_frame(replay, rows, rows->names, number) &&
           add_replay_frame(replay, &picture->frame, picture->columns, number);
}

/* Reports each expectation that does not hold, with the name of the run. */
static bool
report_failed(const struct replay *replay, const char *name,
              const struct expectations *expectations, struct error *error)
{
    const struct comparison_follower *follower = replay->follower;

    for (size_t i = 0; i < expectations->count; i++) {
        struct error found = {0}, named;

        if (expect_holds(&expectations->items[i], expectations->stats, &found))
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
replay_one(struct replay *replay, struct error *error)
{
    size_t number = replay->number;
    struct comparison *comparison = replay->comparison;
    const struct combination *one = &comparison->combinations.items[number];
    struct one_run *run = &replay->run;
    const struct compare_request *request = comparison->request;
    struct expectations expectations;

    if (!combination_load(&comparison->combinations, one, one->shares, run,
                          error))
        return false;
    if (!make_recorder(replay))
        return error_memory(error);
    if (!expectations_parse(&expectations, &run->statistics.expect_stats,
                            request->expect_count, request->expect, error))
        return false;
    recorder_run(&replay->recorder);
    return report_failed(replay, comparison->table.names[number], &expectations,
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
                                .number = i,
                                .run = {.arena = &arena}};

        done = replay_one(&replay, error);
        arena_free(&arena);
    }
    return done;
}
