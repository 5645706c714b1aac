/* law_fit.h -- a law's numbers from the losses of runs. */
#ifndef PREDICT_LAW_FIT_H
#define PREDICT_LAW_FIT_H

#include "predict/loss_law.h"

/* A run: its rates, and the losses at places, which ascend. */
struct fitted_run {
    struct rate_sums curve;
    size_t count;
    const double *places, *losses; /* [count], above 0 */
};

struct law_fit {
    struct loss_law law;
    double errors[LAW_NUMBERS]; /* standard errors; 0: fixed */
    double spread;              /* of the losses, as a share of them */
    size_t points;
    bool memory_fitted;
};

/* Fits all runs, `skip` (or NULL) excepted, which leaves one at least.  The
 * memory is fitted only where `memory` says so and the law can. */
bool law_fit(const struct loss_law_kind *kind, const struct fitted_run *runs,
             size_t count, const struct fitted_run *skip, bool memory,
             struct law_fit *fit, struct arena *arena, struct error *error);

#endif
