/* yolo.h -- what the configurations of YOLOv5 and of ultralytics share. */
#ifndef TRAINING_CONFIGS_YOLO_H
#define TRAINING_CONFIGS_YOLO_H

#include "training/configs/dialect.h"

#define YOLO_KEYS(base)                                                        \
    KEY_READ(base "lr0"), KEY_READ(base "lrf"), KEY_READ(base "momentum"),     \
        KEY_READ(base "weight_decay"), KEY_READ(base "warmup_epochs"),         \
        KEY_READ(base "warmup_momentum"), KEY_READ(base "warmup_bias_lr")

struct yolo {
    const char *kind; /* of the schedule */
    const char *base; /* of the keys' paths: "", "hyp." */
    double batch;     /* examples, on all devices */
    double nominal;   /* those that an update is worth */
    bool cosine;
    const char *optimizer; /* its name there */
    double rate;           /* in place of lr0; 0: lr0 */
    double momentum;       /* the same */
    bool no_bias_rate;     /* the biases rise from 0 too */
    long nb;               /* batches of an epoch, of a log; 0: unknown */
    bool biases_last;      /* of the groups: not the first */
    const char *version;   /* of the schedule; NULL: its default */
};

/* Takes the batches of an epoch from the rates of a log, an epoch a row, and
 * whether the biases are its first group; and the rate in place of lr0, where
 * lr0 has no effect. */
void yolo_fit(struct config *config, struct yolo *yolo, bool rate);

/* Makes schedule, optimizer and the three groups. */
void yolo_make(struct config *config, const struct yolo *yolo);

/* Refuses a batch that the trainer finds itself; `key` is its path. */
void yolo_check_batch(struct config *config, const struct yolo *yolo,
                      const char *key);

/* What is configured, to its updates in an epoch. */
struct config_epochs yolo_epochs(struct config *config,
                                 const struct yolo *yolo);

#endif
