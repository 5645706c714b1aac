/* fingerprint.h -- which sweep it is: shards and databases of one have the same
 * identity, however its command was spelled. */
#ifndef SWEEP_FINGERPRINT_H
#define SWEEP_FINGERPRINT_H

#include "sweep/shard.h"
#include "sweep/grid.h"
#include "output/store/store.h"

enum { FINGERPRINT_FACTS = 11, FINGERPRINT_LABEL_SIZE = 64 };

struct fingerprint {
    /* What makes the sweep; the last three are how many rows of a run are
     * kept, the part of it that is run, and the label. */
    struct fact facts[FINGERPRINT_FACTS];
    /* "DIGEST/RUNS", and "/COLUMNS" where texts vary: the digest of the facts,
     * the number of all runs, and bit i for axis i, both in hexadecimal. */
    char label[FINGERPRINT_LABEL_SIZE];
};

/* Puts it together, from variants whose runs can be made. */
bool fingerprint_make(const struct grid *grid, const struct shard *shard,
                      struct fingerprint *fingerprint, struct arena *arena,
                      struct error *error);

/* What a label says; false where it is none. */
bool fingerprint_parse_label(const char *label, uint64_t *runs,
                             uint64_t *words);

#endif
