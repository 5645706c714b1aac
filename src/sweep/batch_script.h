/* batch_script.h -- a sweep as a script for a batch system. */
#ifndef SWEEP_BATCH_SCRIPT_H
#define SWEEP_BATCH_SCRIPT_H

#include "output/outputs.h"
#include "sweep/sweep.h"

/* An option as it was typed. */
struct batch_option {
    const char *flag, *value; /* "--lr"; NULL: it takes no value */
};

struct batch_options {
    size_t count;
    const struct batch_option *items;
};

struct batch_script {
    /* The caller's. */
    const struct sweep *sweep; /* prepared */
    const char *target;        /* "slurm" or "parallel:64" */
    size_t operand_count;
    const char *const *operands;  /* as they were typed */
    struct batch_options options; /* of every shard */
    struct batch_options merge_options;
    size_t jobs;                   /* of a shard; 0: not given */
    struct output_targets outputs; /* of the merge; count 0: none given */
    /* Made from these. */
    bool slurm;
    uint64_t shards;
    const char *stem, *ending; /* of the shards' files: STEM-1.csv */
    bool database;             /* they are databases */
    struct text text;
};

/* Composes `text`, in the sweep's arena. */
bool batch_script_make(struct batch_script *script, struct error *error);

/* Adds the script of each kind to the text. */
void batch_script_slurm(struct batch_script *script);
void batch_script_parallel(struct batch_script *script);

#endif
