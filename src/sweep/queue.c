/* queue.c -- hands out the runs of a shard. */
#include "sweep/queue.h"

/* Runs that are looked up in the database at once. */
enum { RUNS_AT_ONCE = 65536 };

bool
queue_make(struct queue *queue, const struct shard *shard, uint64_t total,
           struct arena *arena, struct error *error)
{
    *queue = (struct queue){
        .shard = *shard,
        .count = shard_runs(shard, total),
        .runs = arena_alloc(arena, RUNS_AT_ONCE, sizeof *queue->runs),
    };
    return queue->runs || error_memory(error);
}

static bool
read_ahead(struct queue *queue, struct error *error)
{
    const struct shard *shard = &queue->shard;

    queue->held = queue->taken = 0;
    while (queue->held < RUNS_AT_ONCE && queue->next < queue->count)
        queue->runs[queue->held++] =
            shard->index + queue->next++ * shard->count;
    return !queue->store || queue->store->runs == 0 ||
           store_driver->leave_out(queue->store, queue->runs, &queue->held,
                                   error);
}

bool
queue_take(struct queue *queue, uint64_t *runs, size_t most, size_t *count,
           struct error *error)
{
    *count = 0;
    while (queue->taken == queue->held && queue->next < queue->count)
        if (!read_ahead(queue, error))
            return false;
    while (*count < most && queue->taken < queue->held)
        runs[(*count)++] = queue->runs[queue->taken++];
    return true;
}
