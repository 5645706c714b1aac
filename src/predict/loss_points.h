/* loss_points.h -- the logged losses of a run as the points of a fit. */
#ifndef PREDICT_LOSS_POINTS_H
#define PREDICT_LOSS_POINTS_H

#include "predict/law_fit.h"

/* More points than this share of a run in turn. */
enum { LOSS_POINTS = 100 };

/* What a run logged. */
struct logged_losses {
    const char *name; /* that errors give the run */
    size_t count;
    const double *steps;  /* [count], rising: updates that have been made */
    const double *losses; /* [count]; NAN: none in this row */
    /* Each is the mean since the one before, so that it is of the middle. */
    bool means;
};

/* The first step that is fitted: after the first rise of the rate, and after
 * 2000 steps or a tenth of the run, whichever is less. */
double loss_points_begin(const struct rate_sums *curve);

/* The points of a run, which has its curve: means of neighbours, where there
 * are too many. */
bool loss_points_make(const struct logged_losses *log, struct fitted_run *run,
                      struct arena *arena, struct error *error);

#endif
