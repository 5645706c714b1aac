/* queue.h -- which runs of a sweep are to be made, and what of them is kept.
 *
 * They are those of a shard, without those that a database already has. */
#ifndef SWEEP_QUEUE_H
#define SWEEP_QUEUE_H

#include "sweep/fingerprint.h"
#include "cli/output_options.h"

struct queue {
    const struct grid *grid;
    struct arena *arena;
    struct shard shard;
    struct fingerprint fingerprint;
    const char *label; /* the only one of the column "sweep" */
    struct store store;
    struct frame frame; /* of the database */
    bool stored;        /* -o has a database */
    bool resume;
    uint64_t count; /* runs of the shard */
    uint64_t kept;  /* those of them that were there before */
    uint64_t next;  /* of the shard's runs, from 0 */
    uint64_t *runs; /* which come next; [held], from `given` on */
    size_t held, given;
};

/* Reads the options, from variants whose runs can be made. */
bool queue_make(struct queue *queue, struct error *error);

/* Takes the database out of what -o names. */
bool queue_take_target(struct queue *queue, struct output_targets *targets,
                       struct error *error);

/* Opens it, for rows of this frame. */
bool queue_open(struct queue *queue, const struct frame *frame,
                struct error *error);

/* At most `most` runs that are to be made next; none at the end. */
bool queue_next(struct queue *queue, uint64_t *runs, size_t most, size_t *count,
                struct error *error);

/* Around the rows of a block, and behind the last one. */
bool queue_begin_block(struct queue *queue, struct error *error);
bool queue_row(struct queue *queue, const double *row, struct error *error);
bool queue_curve(struct queue *queue, uint64_t run,
                 const struct row_sample *sample, struct error *error);
bool queue_end_block(struct queue *queue, struct error *error);
bool queue_finish(struct queue *queue, struct error *error);

/* Whatever came of it. */
void queue_close(struct queue *queue);

#endif
