/* outcome.h -- what a run came to. */
#ifndef SIMULATE_OUTCOME_H
#define SIMULATE_OUTCOME_H

#include <stdbool.h>

struct outcome {
    double final_loss, best_loss, best_step;
    double target_step; /* INFINITY: never */
    double gap;         /* of the final loss; NaN: the minimum is unknown */
    bool diverged;
    bool random; /* another seed might have given another */
};

#endif
