/* hf.h -- what the schedules of Hugging Face transformers share: the rise. */
#ifndef SCHEDULE_HF_HF_H
#define SCHEDULE_HF_HF_H

#include "schedule/schedule.h"

/* Each kind has rows for those that it knows. */
struct hf {
    long num_warmup_steps, num_training_steps, num_stable_steps;
    long num_decay_steps, timescale;
    double num_cycles, min_lr, min_lr_rate, min_lr_ratio, warmup_lr_rate;
    double lr_end, power, warmup_ratio;
    int warmup_type, decay_type;
};

#define HF_WARMUP_STEPS                                                        \
    STEPS(struct hf, num_warmup_steps, "0", "[0,inf)",                         \
          "steps from 0 to the base rate")
#define HF_TRAINING_STEPS                                                      \
    TOTAL(struct hf, num_training_steps, NULL, "[0,inf) or null",              \
          "steps in all")
#define HF_CYCLES(standard, meaning)                                           \
    REAL(struct hf, num_cycles, standard, "(-inf,inf)", meaning)
/* The Trainer's own, which it turns into a count of steps. */
#define HF_WARMUP_RATIO                                                        \
    REAL(struct hf, warmup_ratio, "0", "[0,1]",                                \
         "where num_warmup_steps is 0: the share of all steps that rises, "    \
         "rounded up")

/* What descriptors say of a schedule with this name in transformers. */
#define HF_KIND(word)                                                          \
    .symbol = "transformers.optimization." word, .size = sizeof(struct hf)
#define HF_RISE "lr(t) = base * t / W   for t < W, the warm-up\n"

/* The steps of the rise, and in all. */
struct hf_steps {
    double rise, all;
};

struct hf_steps hf_steps(const struct hf *self);

/* Row t: on the rise, whose row 0 is 0, or after it. */
struct hf_row {
    bool rises;
    double done; /* the share of the rise, or of the steps after it */
};

struct hf_row hf_row(const struct schedule *schedule, long t);

#endif
