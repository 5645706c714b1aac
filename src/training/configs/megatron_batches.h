/* megatron_batches.h -- how large Megatron-LM's batches are, and what lengths
 * count. */
#ifndef TRAINING_CONFIGS_MEGATRON_BATCHES_H
#define TRAINING_CONFIGS_MEGATRON_BATCHES_H

#include "training/configs/dialect.h"

struct megatron_batches {
    struct tree *list; /* [samples, batch] pairs; NULL: lengths are updates */
    double iteration;  /* what an iteration is worth in a length */
    double sample;     /* how many samples are */
    long updates;      /* of train_samples; 0: they are not given */
};

/* By global_batch_size, rampup_batch_size, step_batch_size_schedule and
 * train_samples. */
struct megatron_batches megatron_batches(struct config *config);

#endif
