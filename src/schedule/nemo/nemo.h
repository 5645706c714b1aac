/* nemo.h -- what NeMo's schedulers share. */
#ifndef SCHEDULE_NEMO_NEMO_H
#define SCHEDULE_NEMO_NEMO_H

#include <math.h>

#include "schedule/ramp.h"

#define NEMO_WARMUP                                                            \
    RAMP_STEPS("warmup_steps", rise, "null", "[0,inf) or null",                \
               "steps of the rise"),                                           \
        RAMP_REAL("warmup_ratio", rise_part, "null", "[0,1] or null",          \
                  "in place of them the share of max_steps that rises")
#define NEMO_TOTAL RAMP_TOTAL("max_steps", "[1,inf) or null", "steps in all")
#define NEMO_MIN(standard)                                                     \
    RAMP_REAL("min_lr", end, standard, "[0,inf)",                              \
              "the lowest rate, and that beyond max_steps")
#define NEMO_HOLD(steps, ratio, meaning)                                       \
    RAMP_STEPS(steps, hold, "null", "[0,inf) or null", meaning),               \
        RAMP_REAL(ratio, hold_part, "null", "[0,1] or null",                   \
                  "in place of them a share of max_steps")
#define NEMO_RISE                                                              \
    "lr(t) = base * (t + 1) / (W + 1)   for t <= W, the warm-up; N = "         \
    "max_steps\n"
#define NEMO_END "; min_lr beyond N"
#define NEMO_KIND                                                              \
    .source = "NeMo's nemo/core/optim/lr_scheduler.py",                        \
    .size = sizeof(struct ramp), .check = nemo_check
#define NEMO_RAMP(row_function)                                                \
    RAMP(.phases = nemo_phases, .row = row_function, .i = 1, .j = 1,           \
         .rise_to_end = true)

/* The kind's check: steps and their share are not given both. */
bool nemo_check(const struct node *node, struct error *error);

/* The kind's fits: min_lr is no higher than the rates. */
bool nemo_fits(const struct node *node, const struct schedule_run *run,
               struct error *error);

/* The phases of all of them; `level` is the end of what is held, or 0. */
void nemo_phases(const struct ramp *self, struct ramp_phases *phases);

#endif
