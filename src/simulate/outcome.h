/* outcome.h -- the result of a run. */
#ifndef SIMULATE_OUTCOME_H
#define SIMULATE_OUTCOME_H

#include <stdbool.h>

struct outcome {
    double final_loss, best_loss, best_step;
    double last_step;   /* where it ended */
    double target_step; /* INFINITY: never */
    double gap;         /* final loss - minimum; NaN: that is unknown */
    bool diverged;
    bool random; /* it depends on the seed */
};

#endif
