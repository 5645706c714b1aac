/* fingerprint.h -- what distinguishes one sweep from another: its shards and
 * databases have the same fingerprint, however the command was spelled. */
#ifndef SWEEP_FINGERPRINT_H
#define SWEEP_FINGERPRINT_H

#include "output/store/store.h"
#include "sweep/grid.h"
#include "sweep/shard.h"

enum {
    FINGERPRINT_FACTS = 11,
    FINGERPRINT_LABEL_SIZE = 64,
    CHECKSUM_SIZE = 17
};

struct fingerprint {
    /* What decides the rows of the sweep; the last three are not part of the
     * digest: the number of rows kept per run, the shard, and the label. */
    struct fact facts[FINGERPRINT_FACTS];
    /* "DIGEST/RUNS", and "/AXES" where axes have texts: the digest of the
     * facts, the number of all runs, and bit i for axis i, digest and bits in
     * hexadecimal. */
    char label[FINGERPRINT_LABEL_SIZE];
};

/* Makes the fingerprint of a grid whose runs can be loaded; it must stay where
 * it is, since a fact points to its label. */
bool fingerprint_make(const struct grid *grid, const struct shard *shard,
                      struct fingerprint *fingerprint, struct error *error);

/* Parses a label into the number of runs and the bits of the axes with texts;
 * false where it is none. */
bool fingerprint_parse_label(const char *label, uint64_t *runs, uint64_t *axes);

/* The checksum of a row of the sweep of a label: of the first `count` columns
 * of a frame. */
void fingerprint_row(const char *label, const struct frame *frame, size_t count,
                     const double *values, char *checksum);

#endif
