/* fairseq.h -- what fairseq's schedulers share. */
#ifndef SCHEDULE_FAIRSEQ_FAIRSEQ_H
#define SCHEDULE_FAIRSEQ_FAIRSEQ_H

#include <math.h>

#include "schedule/ramp.h"

#define FAIRSEQ_WARMUP(standard, range)                                        \
    RAMP_STEPS("warmup_updates", rise, standard, range, "steps of the rise")
#define FAIRSEQ_INIT                                                           \
    RAMP_REAL("warmup_init_lr", start, "-1", "(-inf,inf)",                     \
              "the rate in row 0; below 0 it is the lowest one")
#define FAIRSEQ_KIND(file)                                                     \
    .source = "fairseq's optim/lr_scheduler/" file ".py",                      \
    .size = sizeof(struct ramp)

/* The kind's fits: min_lr is below the rate. */
bool fairseq_fits(const struct node *node, const struct schedule_run *run,
                  struct error *error);

#endif
