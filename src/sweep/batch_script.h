/* batch_script.h -- a sweep as a script for a batch system. */
#ifndef SWEEP_BATCH_SCRIPT_H
#define SWEEP_BATCH_SCRIPT_H

#include "sweep/queue.h"

/* What a script says. */
struct batch_script {
    const struct queue *queue;
    const struct arguments *arguments;
    struct arena *arena;
    struct output_targets targets;
    bool slurm;
    uint64_t shards;
    long jobs;                 /* of each; 0: not given */
    const char *stem, *ending; /* of the shards' files: STEM-1.csv */
    bool database;             /* they are databases */
    struct text text;          /* where it goes */
};

/* Writes them. */
void batch_script_slurm(struct batch_script *script);
void batch_script_parallel(struct batch_script *script);

/* Prints the script that --emit asks for, of a sweep that can be made. */
bool batch_script_print(const struct queue *queue, struct error *error);

#endif
