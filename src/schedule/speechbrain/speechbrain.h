/* speechbrain.h -- what SpeechBrain's schedulers share.
 *
 * They are called after an update, so that the first one has the base rate. */
#ifndef SCHEDULE_SPEECHBRAIN_SPEECHBRAIN_H
#define SCHEDULE_SPEECHBRAIN_SPEECHBRAIN_H

#include <math.h>

#include "schedule/schedule.h"

/* Each kind has rows for those that it knows. */
struct speechbrain {
    long n_warmup_steps, n_keep_steps, num_warmup_steps, num_training_steps;
    long warmup_steps, hold_steps, decay_steps, total_steps, warmup, cooldown;
    double model_size, decay_factor, decay_every, init_lr_scale;
    double final_lr_scale;
    struct integers anneal_steps;
    struct reals anneal_rates;
};

#define SPEECHBRAIN_KIND                                                       \
    .source = "SpeechBrain's speechbrain/nnet/schedulers.py",                  \
    .size = sizeof(struct speechbrain)
#define RISE_ROW(name, standard, range)                                        \
    STEPS(struct speechbrain, name, standard, range, "steps of the rise")
#define FIRST "; lr(0) = base"

/* Row t, which the call after update t - 1 sets. */
#define SHARE(name)                                                            \
    static double name##_share(const struct schedule *schedule, long t)        \
    {                                                                          \
        return t == 0 ? 1 : name(schedule->self, (double)t);                   \
    }

#endif
