/* queue.h -- the runs of a shard in their order, without those that a database
 * already has. */
#ifndef SWEEP_QUEUE_H
#define SWEEP_QUEUE_H

#include "output/store/store.h"
#include "sweep/shard.h"

struct queue {
    struct shard shard;
    struct store *store; /* whose runs are left out; NULL: no database */
    uint64_t count;      /* runs of the shard */
    uint64_t next;       /* of these, from 0 */
    uint64_t *runs;      /* read ahead: [held], those before `taken` are out */
    size_t held, taken;
};

/* Makes the queue of a shard of `total` runs. */
bool queue_make(struct queue *queue, const struct shard *shard, uint64_t total,
                struct arena *arena, struct error *error);

/* Takes at most `most` runs; none at the end. */
bool queue_take(struct queue *queue, uint64_t *runs, size_t most, size_t *count,
                struct error *error);

#endif
