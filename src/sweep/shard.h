/* shard.h -- which part of a sweep's runs this process makes. */
#ifndef SWEEP_SHARD_H
#define SWEEP_SHARD_H

#include <stdint.h>

#include "base/error.h"

/* The runs whose number is `index` modulo `count`. */
struct shard {
    bool given;
    uint64_t index, count;
};

/* Reads "I/N", or from the environment "auto" and "auto/N"; NULL: all runs are
 * one shard. */
bool shard_read(const char *text, struct shard *shard, struct error *error);

/* The number of runs of a shard, of `total` in all. */
uint64_t shard_runs(const struct shard *shard, uint64_t total);

#endif
