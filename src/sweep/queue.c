/* queue.c -- deals out a shard's runs, and has their rows kept. */
#include "sweep/queue.h"

#include <stdio.h>
#include <string.h>

/* Runs that are looked up at once. */
enum { RUNS_AT_ONCE = 65536 };

/* Expectations are over all runs. */
static bool
check_expect(const struct ledger *ledger, struct error *error)
{
    const struct arguments *arguments = ledger->variants->arguments;
    bool part = ledger->shard.given || ledger->resume;

    return !part || !option_given(arguments, OPTION_expect) ||
           error_plain(error, STATUS_WRONG,
                       "--expect: must be over all runs: `lrsim merge "
                       "--expect` judges them, and not %s",
                       ledger->shard.given ? "--shard" : "--resume");
}

bool
ledger_make(struct ledger *ledger, struct error *error)
{
    const struct arguments *arguments = ledger->variants->arguments;

    ledger->resume = arguments->options.resume;
    ledger->label = ledger->identity.label;
    ledger->store.arena = ledger->arena;
    ledger->store.curves = ledger->variants->view.keep_rows != INTEGER_NULL;
    if (!shard_read(arguments, &ledger->shard, error) ||
        !check_expect(ledger, error))
        return false;
    ledger->count = shard_runs(&ledger->shard, ledger->variants->total);
    ledger->runs =
        arena_alloc(ledger->arena, RUNS_AT_ONCE, sizeof *ledger->runs);
    return (ledger->runs || error_memory(error)) &&
           identity_make(ledger->variants, &ledger->shard, &ledger->identity,
                         ledger->arena, error);
}

bool
ledger_take_target(struct ledger *ledger, struct targets *targets,
                   struct error *error)
{
    size_t left = 0;

    for (size_t i = 0; i < targets->count; i++) {
        if (!targets->items[i].format->database) {
            targets->items[left++] = targets->items[i];
            continue;
        }
        if (ledger->stored)
            return error_plain(error, STATUS_WRONG,
                               "--output: must name one database, not both %s "
                               "and %s",
                               quote(ledger->store.path).text,
                               quote(targets->items[i].path).text);
        ledger->stored = true;
        ledger->store.path = targets->items[i].path;
    }
    targets->count = left;
    if (ledger->store.curves && !ledger->stored)
        return error_plain(error, STATUS_WRONG,
                           "--keep-rows: needs a database that they are kept "
                           "in, such as -o sweep.db");
    if (!ledger->resume || (ledger->stored && left == 0))
        return true;
    if (!ledger->stored)
        return error_plain(error, STATUS_WRONG,
                           "--resume: needs the database that it goes on with, "
                           "such as -o sweep.db");
    return error_plain(error, STATUS_WRONG,
                       "--resume: %s would have only the rows that are made "
                       "now; `lrsim merge %s` writes all of them",
                       quote(targets->items[0].path).text,
                       quote(ledger->store.path).text);
}

bool
ledger_open(struct ledger *ledger, const struct frame *frame,
            struct error *error)
{
    if (!ledger->stored)
        return true;
    ledger->frame = *frame;
    /* Its facts say for all rows what the last column says in each. */
    ledger->frame.count -= ledger->shard.given;
    return store_begin(&ledger->store, &ledger->frame, ledger->identity.facts,
                       FACTS, ledger->resume, error) &&
           store_count(&ledger->store, &ledger->kept, error);
}

static bool
look_ahead(struct ledger *ledger, struct error *error)
{
    const struct shard *shard = &ledger->shard;

    ledger->held = ledger->given = 0;
    while (ledger->held < RUNS_AT_ONCE && ledger->next < ledger->count)
        ledger->runs[ledger->held++] =
            shard->index + ledger->next++ * shard->count;
    return !ledger->stored || ledger->kept == 0 ||
           store_leave_out(&ledger->store, ledger->runs, &ledger->held, error);
}

bool
ledger_next(struct ledger *ledger, uint64_t *runs, size_t most, size_t *count,
            struct error *error)
{
    *count = 0;
    while (ledger->given == ledger->held && ledger->next < ledger->count)
        if (!look_ahead(ledger, error))
            return false;
    while (*count < most && ledger->given < ledger->held)
        runs[(*count)++] = ledger->runs[ledger->given++];
    return true;
}

bool
ledger_begin_block(struct ledger *ledger, struct error *error)
{
    return !ledger->stored || store_begin_block(&ledger->store, error);
}

bool
ledger_row(struct ledger *ledger, const double *row, struct error *error)
{
    return !ledger->stored || store_row(&ledger->store, row, error);
}

bool
ledger_curve(struct ledger *ledger, uint64_t run, const struct keeper *keeper,
             struct error *error)
{
    for (size_t i = 0; i < keeper->count; i++) {
        const struct kept_row *row = &keeper->rows[i];
        const double values[] = {row->step, row->lr, row->loss};

        if (!store_curve_row(&ledger->store, (double)run, values, error))
            return false;
    }
    return true;
}

bool
ledger_end_block(struct ledger *ledger, struct error *error)
{
    return !ledger->stored || store_end_block(&ledger->store, error);
}

bool
ledger_finish(struct ledger *ledger, struct error *error)
{
    return !ledger->stored || store_finish(&ledger->store, error);
}

void
ledger_close(struct ledger *ledger)
{
    store_close(&ledger->store);
}
