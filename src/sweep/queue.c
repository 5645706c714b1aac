/* queue.c -- deals out a shard's runs, and has their rows kept. */
#include "sweep/queue.h"

#include <stdio.h>
#include <string.h>

/* Runs that are looked up at once. */
enum { RUNS_AT_ONCE = 65536 };

/* Expectations are over all runs. */
static bool
check_expect(const struct queue *queue, struct error *error)
{
    const struct arguments *arguments = queue->grid->arguments;
    bool partial = queue->shard.given || queue->resume;

    return !partial || !option_given(arguments, OPTION_expect) ||
           error_plain(error, STATUS_WRONG,
                       "--expect: must be over all runs: `lrsim merge "
                       "--expect` judges them, and not %s",
                       queue->shard.given ? "--shard" : "--resume");
}

bool
queue_make(struct queue *queue, struct error *error)
{
    const struct arguments *arguments = queue->grid->arguments;

    queue->resume = arguments->options.resume;
    queue->label = queue->fingerprint.label;
    queue->store.arena = queue->arena;
    queue->store.curves = queue->grid->view.keep_rows != INTEGER_NULL;
    if (!shard_read(arguments, &queue->shard, error) ||
        !check_expect(queue, error))
        return false;
    queue->count = shard_runs(&queue->shard, queue->grid->total);
    queue->runs = arena_alloc(queue->arena, RUNS_AT_ONCE, sizeof *queue->runs);
    return (queue->runs || error_memory(error)) &&
           fingerprint_make(queue->grid, &queue->shard, &queue->fingerprint,
                            queue->arena, error);
}

bool
queue_take_target(struct queue *queue, struct output_targets *targets,
                  struct error *error)
{
    size_t left = 0;

    for (size_t i = 0; i < targets->count; i++) {
        if (!targets->items[i].format->database) {
            targets->items[left++] = targets->items[i];
            continue;
        }
        if (queue->stored)
            return error_plain(error, STATUS_WRONG,
                               "--output: must name one database, not both %s "
                               "and %s",
                               quote(queue->store.path).text,
                               quote(targets->items[i].path).text);
        queue->stored = true;
        queue->store.path = targets->items[i].path;
    }
    targets->count = left;
    if (queue->store.curves && !queue->stored)
        return error_plain(error, STATUS_WRONG,
                           "--keep-rows: needs a database that they are kept "
                           "in, such as -o sweep.db");
    if (!queue->resume || (queue->stored && left == 0))
        return true;
    if (!queue->stored)
        return error_plain(error, STATUS_WRONG,
                           "--resume: needs the database that it goes on with, "
                           "such as -o sweep.db");
    return error_plain(error, STATUS_WRONG,
                       "--resume: %s would have only the rows that are made "
                       "now; `lrsim merge %s` writes all of them",
                       quote(targets->items[0].path).text,
                       quote(queue->store.path).text);
}

bool
queue_open(struct queue *queue, const struct frame *frame, struct error *error)
{
    if (!queue->stored)
        return true;
    queue->frame = *frame;
    /* Its facts say for all rows what the last column says in each. */
    queue->frame.count -= queue->shard.given;
    return store_begin(&queue->store, &queue->frame, queue->fingerprint.facts,
                       FINGERPRINT_FACTS, queue->resume, error) &&
           store_count(&queue->store, &queue->kept, error);
}

static bool
look_ahead(struct queue *queue, struct error *error)
{
    const struct shard *shard = &queue->shard;

    queue->held = queue->given = 0;
    while (queue->held < RUNS_AT_ONCE && queue->next < queue->count)
        queue->runs[queue->held++] =
            shard->index + queue->next++ * shard->count;
    return !queue->stored || queue->kept == 0 ||
           store_leave_out(&queue->store, queue->runs, &queue->held, error);
}

bool
queue_next(struct queue *queue, uint64_t *runs, size_t most, size_t *count,
           struct error *error)
{
    *count = 0;
    while (queue->given == queue->held && queue->next < queue->count)
        if (!look_ahead(queue, error))
            return false;
    while (*count < most && queue->given < queue->held)
        runs[(*count)++] = queue->runs[queue->given++];
    return true;
}

bool
queue_begin_block(struct queue *queue, struct error *error)
{
    return !queue->stored || store_begin_block(&queue->store, error);
}

bool
queue_row(struct queue *queue, const double *row, struct error *error)
{
    return !queue->stored || store_row(&queue->store, row, error);
}

bool
queue_curve(struct queue *queue, uint64_t run, const struct row_sample *sample,
            struct error *error)
{
    for (size_t i = 0; i < sample->count; i++) {
        const struct sampled_row *row = &sample->rows[i];
        const double values[] = {row->step, row->lr, row->loss};

        if (!store_curve_row(&queue->store, (double)run, values, error))
            return false;
    }
    return true;
}

bool
queue_end_block(struct queue *queue, struct error *error)
{
    return !queue->stored || store_end_block(&queue->store, error);
}

bool
queue_finish(struct queue *queue, struct error *error)
{
    return !queue->stored || store_finish(&queue->store, error);
}

void
queue_close(struct queue *queue)
{
    store_close(&queue->store);
}
