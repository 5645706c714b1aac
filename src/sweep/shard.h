/* shard.h -- which part of a sweep's runs is this process's. */
#ifndef SWEEP_SHARD_H
#define SWEEP_SHARD_H

#include <stdint.h>

#include "cli/load_spec.h"
#include "cli/messages.h"

/* The runs whose number is `index` modulo `count`. */
struct shard {
    bool given;
    uint64_t index, count;
};

/* What --shard says: I/N, or auto, where the environment does.  Without it
 * all runs are one shard. */
bool shard_read(const struct arguments *arguments, struct shard *shard,
                struct error *error);

/* How many of `total` runs a shard has. */
uint64_t shard_runs(const struct shard *shard, uint64_t total);

#endif
